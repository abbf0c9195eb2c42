import { describe, expect, it } from 'vitest';
import { dashboardFiles } from '../../dashboards/source/all-dashboards.ts';
import { NAMES, textOf } from './committed.ts';

describe('dashboards/*.json', () => {
  const generated = dashboardFiles();

  it('are those that the source makes', () => {
    expect([...NAMES].sort()).toEqual([...generated.keys()].sort());
  });

  it.each([...generated])('%s is as generated; otherwise run `npm run dashboards`', (name, text) => {
    expect(textOf(name)).toBe(text);
  });
});
