import { expect, it } from 'vitest';
import { NO_SETTINGS, promisedLatencies } from '../../src/settings/index.ts';

it('names each latency once that any objective limits', () => {
  expect(promisedLatencies(NO_SETTINGS)).toEqual([]);
  expect(
    promisedLatencies({
      ...NO_SETTINGS,
      objectives: [
        { match: { model: 'a' }, e2eSeconds: 30 },
        { match: {}, ttftSeconds: 1, e2eSeconds: 10 },
      ],
    }),
  ).toEqual(['ttftSeconds', 'e2eSeconds']);
});
