import { expect, it } from 'vitest';
import { matchSettings, NO_SETTINGS, parseSettings, type Settings } from '../../src/settings/index.ts';

function settingsOf(document: unknown): Settings {
  const result = parseSettings(document);
  if ('problems' in result) throw new Error(result.problems.join());
  return result.settings;
}
const ttftOf = (settings: Settings, model: string | null, target = 'http://h:1/metrics') =>
  matchSettings(settings, { model, target }).objective?.ttftSeconds;

it('the first match wins, for deployments and objectives separately', () => {
  const settings = settingsOf({
    deployments: [{ match: { model: 'other' } }, { match: { model: 'llama.*' }, model: 'first' }, { model: 'second' }],
    objectives: [{ match: { model: 'llama-8b' }, ttftSeconds: 1 }, { ttftSeconds: 2 }],
  });
  expect(matchSettings(settings, { model: 'llama-8b', target: 't' }).deployment?.model).toBe('first');
  expect(ttftOf(settings, 'llama-8b')).toBe(1);
  expect(ttftOf(settings, 'llama-70b')).toBe(2);
});

it('a pattern must match the whole text, alternatives included', () => {
  const settings = settingsOf({ objectives: [{ match: { model: 'a|bc' }, ttftSeconds: 1 }] });
  expect(['a', 'bc', 'abc', 'ac', 'xa'].map((model) => ttftOf(settings, model))).toEqual([
    1,
    1,
    undefined,
    undefined,
    undefined,
  ]);
});

it('a pattern may escape what need not be escaped, as patterns for Prometheus do', () => {
  const settings = settingsOf({ objectives: [{ match: { model: 'llama\\-3\\.1.*' }, ttftSeconds: 1 }] });
  expect(['llama-3.1-8b', 'llama-3x1-8b'].map((model) => ttftOf(settings, model))).toEqual([1, undefined]);
});

it('model and target must both match', () => {
  const settings = settingsOf({ objectives: [{ match: { model: 'm', target: '.*:8000/.*' }, ttftSeconds: 1 }] });
  expect(ttftOf(settings, 'm', 'http://h:8000/metrics')).toBe(1);
  expect(ttftOf(settings, 'm', 'http://h:9000/metrics')).toBeUndefined();
  expect(ttftOf(settings, 'x', 'http://h:8000/metrics')).toBeUndefined();
});

it('an engine without a model matches only what asks for none', () => {
  const asks = settingsOf({ objectives: [{ match: { model: '.+' }, ttftSeconds: 1 }, { ttftSeconds: 2 }] });
  expect(ttftOf(asks, null)).toBe(2);
});

it('nothing declared, nothing found', () => {
  expect(matchSettings(NO_SETTINGS, { model: 'm', target: 't' })).toEqual({
    deployment: undefined,
    objective: undefined,
  });
});
