import { describe, expect, it } from 'vitest';
import { annotationNotices, findingsNotices } from '../../../../src/grafana/datasource/reading/notices.ts';
import type { MeasuredEngine } from '../../../../src/grafana/frames/index.ts';
import type { AnnotationId } from '../../../../src/quantities/index.ts';
import type { Report } from '../../../../src/report/index.ts';

const engine = (...findings: readonly (readonly [id: string, state: string, ...missing: string[]])[]) =>
  ({
    findings: findings.map(([id, state, ...missing]) => ({
      ...{ id, state, message: `${missing.join()} is not there` },
      ...(state === 'cannot-tell' && { missing }),
    })),
  }) as unknown as Report['engines'][number];

const UNDECLARED = 'not declared; set the GPU';

describe('what is said beside findings', () => {
  it.each([
    ['nothing where something fires and every rule could tell', [engine(['a', 'fires'], ['b', 'quiet'])], []],
    ['nothing without an engine', [], []],
    ['that nothing fires', [engine(['a', 'quiet'])], ['Nothing fires']],
    [
      'how many rules cannot tell, of all engines together, the most frequent reason first',
      [
        engine(['a', 'cannot-tell', 'a clock'], ['b', 'cannot-tell', UNDECLARED], ['c', 'cannot-tell', UNDECLARED]),
        engine(['a', 'quiet'], ['b', 'cannot-tell', UNDECLARED], ['c', 'fires']),
      ],
      ['3 of 3 rules cannot tell (2: not declared; set the GPU · 1: a clock)'],
    ],
    [
      'each reason of a rule that misses several things, and that there are more',
      [
        engine(
          ['a', 'cannot-tell', UNDECLARED, 'needs a second scrape'],
          ['b', 'failed', 'it'],
          ['c', 'cannot-tell', 'a clock'],
        ),
      ],
      [
        'Nothing fires; 3 of 3 rules cannot tell (1: not declared; set the GPU · 1: needs a second scrape · 1: it is not there · 1 more reason)',
      ],
    ],
  ])('%s', (_, engines, texts) => {
    expect(findingsNotices(engines).map(({ text }) => text)).toEqual(texts);
  });
});

it('what is odd at many steps is said once of each kind, of the newest, with how many are alike', () => {
  const step = (...annotations: readonly (readonly [id: AnnotationId, message: string])[]): MeasuredEngine => ({
    ...{ target: 't', engine: '0', model: 'm', labels: {} },
    measures: {
      ttftSeconds: {
        ...{ known: true, value: 1, unit: 'seconds' },
        annotations: annotations.map(([id, message]) => ({ id, message })),
      },
    },
  });
  const steps = [
    step(['window-too-short', '5 s are short'], ['extrapolated', 'scaled']),
    step(['window-too-short', '6 s are short'], ['extrapolated', 'scaled']),
    step(['window-too-short', '7 s are short']),
  ];
  expect(annotationNotices(steps, ['ttftSeconds']).map(({ text }) => text)).toEqual([
    '7 s are short (and 2 alike)',
    'scaled',
  ]);
  expect(annotationNotices(steps, ['tpotSeconds'])).toEqual([]);
});
