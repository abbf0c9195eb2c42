// @vitest-environment node
import { expect, it } from 'vitest';
import { settingsOf } from '../../../../src/grafana/datasource/core.ts';

it('takes what the data source was told', () => {
  const rules = { 'sequence-cap': { waitingShare: 0.3 } };
  expect(settingsOf({ rules })).toMatchObject({ rules });
  expect(settingsOf(undefined)).toMatchObject({ deployments: [], objectives: [] });
});

it.each([
  ['a key', { objectives: [{ ttft: 1 }] }, /objectives\[0\].*ttft/],
  ['a rule', { rules: { 'sequence-caps': {} } }, /rules\.sequence-caps: there is no such rule; there are sequence-cap/],
  [
    'a threshold',
    { rules: { 'sequence-cap': { waiting: 1 } } },
    /rules\.sequence-cap\.waiting: it has no such threshold; it has waitingShare/,
  ],
])('refuses %s that there is not, and says where to correct it', (_, declared, said) => {
  expect(() => settingsOf(declared)).toThrow(said);
  expect(() => settingsOf(declared)).toThrow(/Correct them under Connections → Data sources/);
});
