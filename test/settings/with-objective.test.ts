import { describe, expect, it } from 'vitest';
import { NO_SETTINGS, withObjective, type Settings } from '../../src/settings/index.ts';

describe('an objective of all engines', () => {
  it('stands before those that are declared, which stay', () => {
    const declared: Settings = { ...NO_SETTINGS, objectives: [{ match: { model: 'm' }, ttftSeconds: 1 }] };
    const { objectives } = withObjective(declared, { ttftSeconds: 0.5, tpotSeconds: undefined, e2eSeconds: 4 });
    expect(objectives).toStrictEqual([{ match: {}, ttftSeconds: 0.5, e2eSeconds: 4 }, ...declared.objectives]);
  });

  it('that limits nothing changes nothing', () => {
    expect(withObjective(NO_SETTINGS, {})).toBe(NO_SETTINGS);
    expect(withObjective(NO_SETTINGS, { ttftSeconds: undefined })).toBe(NO_SETTINGS);
  });
});
