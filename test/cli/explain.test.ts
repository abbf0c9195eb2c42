import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/diagnosis/index.ts';
import { renderRule } from '../../src/report/index.ts';
import { runRidgeline } from './run-ridgeline.ts';
import { expectComplaint } from './surroundings.ts';

describe.concurrent('explain', () => {
  it('prints the page of a rule', async () => {
    const { code, stdout, stderr } = await runRidgeline(['explain', 'sequence-cap']);
    const rule = RULES.find(({ id }) => id === 'sequence-cap');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(rule && renderRule(rule));
    expect(stdout).toMatch(/^# sequence-cap: every sequence slot is taken\n/);
  });

  it('lists all rules without an id, one a line', async () => {
    const { code, stdout } = await runRidgeline(['explain']);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => /^(\S+) {2,}(\S.*)$/.exec(line)?.slice(1))).toEqual(
      RULES.map(({ id, title }) => [id, title]),
    );
  });

  it.each([
    ['cap', /There is no rule "cap"\. Did you mean .*sequence-cap.*\?/],
    ['kv-cache-capacity-exceeded', /Did you mean kv-cache-capacity\?/],
    ['nonsense', /without an id, lists all/],
  ])('%s is no rule, and it says which there are', async (id, fact) => {
    expectComplaint(await runRidgeline(['explain', id]), 64, fact);
  });
});
