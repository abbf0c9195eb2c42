import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/diagnosis/index.ts';
import { inOrder } from '../../src/diagnosis/in-order.ts';
import { finding, rule, stake } from './invented.ts';

/** "a>b" where a is said to be the cause of b, in the order they come in. */
const order = (findings: readonly Finding[], explains: Readonly<Record<string, readonly string[]>> = {}): string[] =>
  inOrder(
    findings,
    findings.map(({ id }) => rule(id, { explains: explains[id] ?? [] })),
  ).map(({ id, explainedBy }) => (explainedBy === undefined ? id : `${explainedBy}>${id}`));

describe('findings', () => {
  it('come by what is at stake, then by severity; a limit before what is none, and a standstill first of all', () => {
    const findings = [
      finding('symptom', { role: 'symptom' }),
      finding('limit'),
      finding('critical', { severity: 'critical' }),
      finding('little', { severity: 'info', atStake: stake(0.1) }),
      finding('much', { severity: 'info', atStake: stake(0.6) }),
      finding('standstill', { role: 'standstill', severity: 'info' }),
    ];
    expect(order(findings)).toEqual(['standstill', 'much', 'little', 'critical', 'limit', 'symptom']);
  });

  it('that requests wait for come before what only takes long, with whatever makes them bind earlier', () => {
    const findings = [
      finding('ceiling', { role: 'ceiling', atStake: stake(0.9) }),
      finding('waste', { role: 'contribution', atStake: stake(0.2) }),
      finding('cap', { atStake: stake(0.5) }),
    ];
    expect(order(findings)).toEqual(['cap', 'ceiling', 'waste']);
    expect(order(findings, { waste: ['cap'] })).toEqual(['waste', 'waste>cap', 'ceiling']);
  });

  it('that do not fire come last, as their rules do, and explain nothing', () => {
    const findings = [
      finding('quiet', { state: 'quiet', severity: 'critical' }),
      finding('failed', { state: 'failed' }),
      finding('fires', { severity: 'info' }),
    ];
    expect(order(findings, { quiet: ['fires'], fires: ['failed'] })).toEqual(['fires', 'quiet', 'failed']);
  });

  it('stand behind their causes, though more is at stake', () => {
    const findings = [
      finding('other', { atStake: stake(0.2) }),
      finding('effect', { atStake: stake(0.9) }),
      finding('cause', { atStake: stake(0.1) }),
      finding('end', { atStake: stake(0.95) }),
    ];
    const explains = { cause: ['effect'], effect: ['end'] };
    expect(order(findings, explains)).toEqual(['other', 'cause', 'cause>effect', 'effect>end']);
  });

  it('with several causes follow from the gravest', () => {
    const findings = [finding('effect'), finding('minor'), finding('major', { atStake: stake(0.5) })];
    expect(order(findings, { minor: ['effect'], major: ['effect'] })).toEqual(['major', 'major>effect', 'minor']);
  });

  it('that explain each other begin with the gravest', () => {
    const findings = [finding('a'), finding('b', { atStake: stake(0.5) }), finding('c')];
    const round = { a: ['b'], b: ['c'], c: ['a'] };
    expect(order(findings, round)).toEqual(['b', 'b>c', 'c>a']);
    expect(order([finding('a')], { a: ['a'] })).toEqual(['a']);
  });
});

it('loses no finding and doubles none, whatever explains what, and has every cause before its consequences', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const each = fc.record({
    ratio: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    state: fc.constantFrom('fires' as const, 'fires' as const, 'quiet' as const),
    explains: fc.subarray(ids),
  });
  fc.assert(
    fc.property(fc.tuple(each, each, each, each, each), (all) => {
      const findings = all.map(({ ratio, state }, i) =>
        finding(ids[i] ?? '', { state, atStake: ratio === null ? undefined : stake(ratio) }),
      );
      const sorted = inOrder(
        findings,
        all.map(({ explains }, i) => rule(ids[i] ?? '', { explains })),
      );
      expect(sorted.map(({ id }) => id).sort()).toEqual(ids);
      for (const [i, { explainedBy }] of sorted.entries()) {
        if (explainedBy !== undefined) expect(sorted.slice(0, i).map(({ id }) => id)).toContain(explainedBy);
      }
    }),
  );
});
