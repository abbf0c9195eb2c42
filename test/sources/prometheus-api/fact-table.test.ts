import { describe, expect, it } from 'vitest';
import type { Labels, Series } from '../../../src/sources/prometheus-api/decode.ts';
import { createFactTable, type FactRole, type FactTable } from '../../../src/sources/prometheus-api/fact-table.ts';
import { groupingOf } from '../../../src/sources/prometheus-api/grouping.ts';
import { windowOf } from '../../../src/sources/prometheus-api/window-of.ts';

const engine = (instance: string, number = '0', model = 'm'): Labels => ({
  instance,
  engine: number,
  model_name: model,
});
const ENGINES = [engine('a', '0'), engine('a', '1'), engine('b', '0')];
const [A0, A1, B0] = [0, 1, 2];

const INSTANTS = { firstSeconds: 1000, stepSeconds: 100, count: 3 };

const series = (labels: Labels, ...values: number[]): Series => ({
  labels,
  times: values.map((_, i) => 1000 + 100 * i),
  values,
});

const tableOf = (...answers: readonly (readonly [FactRole, readonly Series[]])[]) => {
  const table = createFactTable(ENGINES, groupingOf(ENGINES), INSTANTS);
  for (const [role, answer] of answers) table.add(role, answer);
  return table;
};

/** What the last of the engines counted, as its window holds it. */
function increasesOf(table: FactTable, instant = 0): object[] {
  const facts = table.factsOf(B0)[instant];
  if (!facts) throw new Error(`nothing is known at instant ${instant}`);
  const { schema, increases } = windowOf(facts, table.entries, {
    engine: { target: 'b', engine: '0', model: 'm', labels: {} },
    startAtSeconds: 900,
    endAtSeconds: 1000,
    intervalSeconds: 15,
    version: null,
    unrecognised: [],
    annotations: [],
  });
  return schema.entries.map((entry, slot) => ({ ...entry, increase: increases[slot] }));
}

const SAMPLES: FactRole = { kind: 'samples' };
const TOKENS: FactRole = { kind: 'increase', meaning: 'generationTokens', part: 'value' };
const CONFIG: FactRole = { kind: 'info', meaning: 'cacheConfig' };

describe('numbers of an answer', () => {
  it('go to their engine and instant', () => {
    const table = tableOf([SAMPLES, [series(engine('a', '1'), 1, 2, 3), series(engine('b', '0'), 4)]]);
    expect([A0, A1, B0].map((number) => table.factsOf(number).map(({ samples }) => samples))).toEqual([
      [0, 0, 0],
      [1, 2, 3],
      [4, 0, 0],
    ]);
  });

  it('go nowhere when nobody knows their engine', () => {
    const table = tableOf([SAMPLES, [series(engine('c'), 1), series(engine('a', '0', 'other'), 2)]]);
    expect([A0, A1, B0].flatMap((number) => table.factsOf(number).map(({ samples }) => samples))).toEqual(
      new Array(9).fill(0),
    );
  });

  it('go to the nearest instant, and nowhere beyond the first and last', () => {
    const labels = engine('b');
    const table = tableOf([SAMPLES, [{ labels, times: [900, 1100.0004, 1300], values: [7, 8, 9] }]]);
    expect(table.factsOf(B0).map(({ samples }) => samples)).toEqual([0, 8, 0]);
  });

  it('that are none are left out', () => {
    const table = tableOf([TOKENS, [series(engine('b'), Number.NaN, Number.POSITIVE_INFINITY, 5)]]);
    expect([0, 1, 2].map((instant) => increasesOf(table, instant))).toEqual([
      [],
      [],
      [{ meaning: 'generationTokens', division: '', part: 'value', increase: 5 }],
    ]);
  });

  it('of an engine that is not there are none', () => {
    expect(tableOf().factsOf(3)).toEqual([]);
  });
});

describe('increases', () => {
  const BUCKETS: FactRole = { kind: 'increase', meaning: 'ttftSeconds', part: 'bucket' };

  it('are never below zero', () => {
    const table = tableOf([TOKENS, [series(engine('b'), -0.5)]]);
    expect(increasesOf(table)).toMatchObject([{ meaning: 'generationTokens', increase: 0 }]);
  });

  it('of the last bucket are the count of the histogram as well', () => {
    const table = tableOf([
      BUCKETS,
      [series({ ...engine('b'), le: '0.5' }, 3), series({ ...engine('b'), le: '+Inf' }, 4)],
    ]);
    expect(increasesOf(table)).toEqual([
      { meaning: 'ttftSeconds', division: '', part: 'bucket', edge: 0.5, increase: 3 },
      { meaning: 'ttftSeconds', division: '', part: 'bucket', edge: Number.POSITIVE_INFINITY, increase: 4 },
      { meaning: 'ttftSeconds', division: '', part: 'count', increase: 4 },
    ]);
  });

  it('of a bucket without a readable edge are left out', () => {
    expect(increasesOf(tableOf([BUCKETS, [series({ ...engine('b'), le: 'wide' }, 3)]]))).toEqual([]);
  });

  it('that another engine has are none of this one', () => {
    const table = tableOf([TOKENS, [series(engine('a'), 7)]]);
    expect(increasesOf(table)).toEqual([]);
  });
});

describe('gauges', () => {
  it('have their statistics side by side', () => {
    const table = tableOf(
      [{ kind: 'gauge', gauge: 'requestsRunning', statistic: 'average' }, [series(engine('b'), 2)]],
      [{ kind: 'gauge', gauge: 'requestsRunning', statistic: 'last' }, [series(engine('b'), 3)]],
    );
    expect(table.factsOf(B0)[0]?.gauges).toEqual(new Map([['requestsRunning', { average: 2, last: 3 }]]));
  });

  it('are kept apart by what divides them', () => {
    const role: FactRole = { kind: 'gauge', gauge: 'requestsWaitingByReason', statistic: 'last' };
    const table = tableOf([
      role,
      [series({ ...engine('b'), reason: 'capacity' }, 2), series({ ...engine('b'), reason: 'deferred' }, 3)],
    ]);
    expect(table.factsOf(B0)[0]?.gauges).toEqual(
      new Map([
        ['requestsWaitingByReason{capacity}', { last: 2 }],
        ['requestsWaitingByReason{deferred}', { last: 3 }],
      ]),
    );
  });
});

describe('what is known of a target', () => {
  it.each([{ kind: 'starts' }, { kind: 'failedScrapes' }] as const)('goes to all its engines: %j', (role) => {
    const table = tableOf([role, [series({ instance: 'a' }, 2)]]);
    expect([A0, A1, B0].map((number) => table.factsOf(number)[0]?.[role.kind])).toEqual([
      2,
      2,
      tableOf().factsOf(B0)[0]?.[role.kind],
    ]);
  });
});

describe('information', () => {
  const configOf = (labels: Labels) => {
    const table = tableOf([CONFIG, [series({ ...labels, block_size: '16' }, 1)]]);
    return [A0, A1, B0].map((number) => table.factsOf(number)[0]?.info.get('cacheConfig')?.['block_size']);
  };

  it('goes to its engine, though it lacks the model', () => {
    expect(configOf({ instance: 'a', engine: '1' })).toEqual([undefined, '16', undefined]);
  });

  it('goes to all engines of the target where it lacks the engine, too, as in old versions', () => {
    expect(configOf({ instance: 'a' })).toEqual(['16', '16', undefined]);
  });
});

it('plateaus and presence are kept as they are told', () => {
  const table = tableOf(
    [{ kind: 'plateau', statistic: 'maximumRunning' }, [series(engine('b'), 64)]],
    [{ kind: 'presence', at: 'end' }, [series(engine('b'), 0)]],
  );
  expect(table.factsOf(B0)[0]).toMatchObject({
    plateau: { maximumRunning: 64 },
    presence: { start: false, end: true },
  });
});
