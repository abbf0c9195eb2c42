import { getPanelDataSummary } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { migrateOptions } from '../../../src/grafana/panel/migrate-options.ts';
import { DEFAULT_OPTIONS, withDefaults, type RooflineOptions } from '../../../src/grafana/panel/options.ts';
import { suggestRoofline } from '../../../src/grafana/panel/suggestions.ts';
import { limitsFrame, pointsFrame, roofsFrame, ROUND, withoutMeta } from './roofline-frames.ts';

describe('options', () => {
  it.each([undefined, null, {}, { showTrail: 'yes', labelledEngines: 'many', showWords: null }])(
    'that are missing or odd are the default: %j',
    (stored) => {
      expect(withDefaults(stored)).toEqual(DEFAULT_OPTIONS);
    },
  );

  it('that are given stay', () => {
    expect(withDefaults({ showTrail: false, labelledEngines: 0 })).toEqual({
      ...DEFAULT_OPTIONS,
      showTrail: false,
      labelledEngines: 0,
    });
    expect(withDefaults({ labelledEngines: 1000 }).labelledEngines).toBe(10);
  });
});

describe('migration', () => {
  const fixtures: readonly (readonly [string, unknown, Partial<RooflineOptions>])[] = [
    ['nothing', undefined, DEFAULT_OPTIONS],
    [
      'no version, in bare words',
      { trail: false, limits: false, unusedRoofs: true, legend: { showLegend: false } },
      { ...DEFAULT_OPTIONS, showTrail: false, showLimits: false, showLegend: false },
    ],
    ['no version, in the words of today', { showTrail: false }, { ...DEFAULT_OPTIONS, showTrail: false }],
    ['the version of today', { version: 1, showWords: false }, { ...DEFAULT_OPTIONS, showWords: false }],
    ['a later version, untouched', { version: 7, showStars: true }, { version: 7, showStars: true } as object],
  ];

  it.each(fixtures)('from %s', (_, options, expected) => {
    expect(migrateOptions({ options })).toEqual(expected);
  });

  it('done twice is done once', () => {
    for (const [, options] of fixtures) {
      const once = migrateOptions({ options });
      expect(migrateOptions({ options: once })).toEqual(once);
    }
  });
});

describe('suggestions', () => {
  const cards = (frames: Parameters<typeof getPanelDataSummary>[0]) => suggestRoofline(getPanelDataSummary(frames));

  it('are one card for the frames of a roofline, with or without their meta', () => {
    expect(cards([...ROUND])).toHaveLength(1);
    expect(cards(withoutMeta(ROUND))).toHaveLength(1);
  });

  it('are none for anything else', () => {
    expect(cards([])).toBeUndefined();
    expect(cards([roofsFrame(), limitsFrame()])).toBeUndefined();
    expect(cards([pointsFrame([])])).toBeUndefined();
  });

  it('show a small picture without words', () => {
    const [card] = cards([...ROUND]) ?? [];
    const preview = { ...card };
    card?.cardOptions?.previewModifier?.(preview);
    expect(preview.options).toMatchObject({ showWords: false, showLegend: false });
  });
});
