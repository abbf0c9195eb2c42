import { describe, expect, it } from 'vitest';
import { alertSettings, NO_SETTINGS, parseSettings } from '../../src/settings/index.ts';

const problemsOf = (document: unknown): readonly string[] => {
  const result = parseSettings(document);
  return 'problems' in result ? result.problems : [];
};
const settingsOf = (document: unknown) => {
  const result = parseSettings(document);
  return 'settings' in result ? result.settings : undefined;
};

describe('what is accepted', () => {
  it.each([[null], [undefined], [{}], [{ deployments: [], objectives: [] }]])(
    'a file that declares nothing: %j',
    (document) => {
      expect(settingsOf(document)).toEqual(NO_SETTINGS);
    },
  );

  it('the whole of a deployment and of an objective', () => {
    const document = {
      deployments: [
        {
          match: { model: 'llama.*', target: '.*' },
          model: 'meta-llama/Llama-3.1-70B',
          hardware: { gpu: 'h100-sxm', bytesPerSecond: 3.35e12 },
          parallelism: { tensor: 4, pipeline: 1, data: 1, expert: false },
          precision: { weights: 'fp8', kvCache: 'fp8', activations: 'bf16' },
          engine: { maxNumSeqs: 256, maxNumBatchedTokens: 8192, gpuMemoryUtilization: 0.92 },
        },
      ],
      objectives: [{ match: {}, ttftSeconds: 0.5, tpotSeconds: 0.05, e2eSeconds: 30, share: 0.95 }],
    };
    expect(settingsOf(document)).toEqual(document);
  });

  it('thresholds of alerts, each with its default', () => {
    const defaults = alertSettings(NO_SETTINGS);
    expect(defaults).toEqual({
      jobs: '.*vllm.*',
      waitingRequests: 10,
      kvCacheUsageRatio: 0.9,
      preemptionsPerRequest: 0.1,
      minimumRequests: 50,
      imbalanceRatio: 2,
      prefixCacheHitShare: 0.5,
      noProgressSeconds: 120,
    });
    const declared = settingsOf({ alerts: { waitingRequests: 100 } });
    expect(declared && alertSettings(declared)).toEqual({ ...defaults, waitingRequests: 100 });
  });

  it('thresholds of diagnosis, by rule and name', () => {
    const rules = { 'sequence-cap': { waitingShare: 0.3 } };
    expect(settingsOf({ rules })?.rules).toEqual(rules);
  });

  it('an entry without a match matches everything', () => {
    expect(settingsOf({ objectives: [{ ttftSeconds: 1 }] })?.objectives[0]?.match).toEqual({});
  });
});

describe('what is wrong names the key, what was found and what is accepted', () => {
  it.each<[string, unknown, readonly (string | RegExp)[]]>([
    [
      'text where a number belongs',
      { objectives: [{ ttftSeconds: 'fast' }] },
      ['objectives[0].ttftSeconds', '"fast"', 'number'],
    ],
    ['a negative time', { objectives: [{}, { e2eSeconds: -1 }] }, ['objectives[1].e2eSeconds', '-1', '>0']],
    ['a share above 1', { objectives: [{ share: 95 }] }, ['objectives[0].share', '95', '<=1']],
    [
      'half a sequence',
      { deployments: [{ engine: { maxNumSeqs: 1.5 } }] },
      ['deployments[0].engine.maxNumSeqs', '1.5', 'int'],
    ],
    [
      'a pattern that is none',
      { deployments: [{ match: { model: '(' } }] },
      ['deployments[0].match.model', '"("', 'regular expression'],
    ],
    ['an imbalance that is none', { alerts: { imbalanceRatio: 1 } }, ['alerts.imbalanceRatio', '1', '>1']],
    ['a negative threshold', { rules: { x: { y: -1 } } }, ['rules.x.y', '-1', '>=0']],
    ['nothing where a list belongs', { objectives: null }, ['objectives', 'null', 'array']],
    ['a text as the file', 'deployments', ['the file', '"deployments"', 'object']],
  ])('%s', (_, document, words) => {
    const [problem, ...others] = problemsOf(document);
    expect(others).toEqual([]);
    for (const word of words) expect(problem).toMatch(typeof word === 'string' ? new RegExp(escape(word)) : word);
  });

  it('a key that is no setting', () => {
    const [top] = problemsOf({ objective: [] });
    expect(top).toContain('"objective"');
    const [nested] = problemsOf({ objectives: [{ ttft: 1, tpot: 2 }] });
    expect(nested).toContain('objectives[0]');
    expect(nested).toContain('"ttft", "tpot"');
  });

  it('every problem, not only the first', () => {
    expect(problemsOf({ objectives: [{ ttftSeconds: 0, tpotSeconds: 'x' }], extra: 1 })).toHaveLength(3);
  });
});

const escape = (text: string): string => text.replace(/[.[\]()+*?^$|\\]/g, '\\$&');
