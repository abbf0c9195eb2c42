import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/report/index.ts';
import { PLAIN } from '../../../src/report/text/paint.ts';
import { when } from '../../../src/report/text/when.ts';

type Episode = NonNullable<Report['episodes']>[number];

const ENGINE = { target: 't', engine: '0', model: 'm', labels: {} };
const seconds = (time: string): number => Date.parse(`${time}Z`) / 1000;

const episode = (what: Partial<Episode> = {}): Episode => ({
  ...ENGINE,
  id: 'sequence-cap',
  title: 'Every slot is taken',
  severity: 'critical',
  startAtSeconds: seconds('2026-11-25T23:58:00'),
  endAtSeconds: seconds('2026-11-26T00:02:30'),
  isOpenAtStart: false,
  isOpenAtEnd: false,
  peak: { atSeconds: seconds('2026-11-26T00:01:00'), message: '8 of 8 slots are taken' },
  changes: [],
  ...what,
});

const lines = (...episodes: Episode[]): string[] => when(ENGINE, episodes, PLAIN);

describe('when', () => {
  it('is nothing without episodes, or with those of others', () => {
    expect(lines()).toEqual([]);
    expect(lines(episode({ engine: '1' }), episode({ labels: { pod: 'b' } }))).toEqual([]);
  });

  it('says from when to when, on which day, and the worst moment', () => {
    expect(lines(episode())).toEqual([
      '11-25 23:58:00 – 11-26 00:02:30  sequence-cap  worst until 11-26 00:01:00: 8 of 8 slots are taken',
    ]);
  });

  it('says what began before, and what goes on', () => {
    expect(lines(episode({ isOpenAtStart: true }))[0]).toMatch(/^… 11-25 23:58:00 – 11-26 00:02:30 {2}/);
    expect(lines(episode({ isOpenAtEnd: true }))[0]).toMatch(/^11-25 23:58:00 – 11-26 00:02:30 … {2}/);
  });

  it('says what changed as it began, but no configuration that fills the line', () => {
    const changes: Episode['changes'] = [
      {
        what: 'arrivalsPerSecond',
        before: { value: 3, unit: 'requestsPerSecond' },
        after: { value: 9, unit: 'requestsPerSecond' },
      },
      { what: 'version', before: '0.20.2 to 0.22.1', after: '0.24.0 to newer' },
      { what: 'configuration', before: 'x'.repeat(41), after: 'y'.repeat(40) },
    ];
    expect(lines(episode({ changes }))[0]).toMatch(
      /taken; it began with \S.* 3\/s → 9\/s, version 0\.20\.2 to 0\.22\.1 → 0\.24\.0 to newer, configuration \(another\) → y{40}$/,
    );
  });
});
