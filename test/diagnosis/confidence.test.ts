import { expect, it } from 'vitest';
import { confidenceOf } from '../../src/diagnosis/confidence.ts';
import type { Evidence } from '../../src/diagnosis/evidence.ts';
import type { Objection } from '../../src/diagnosis/outcome.ts';
import { annotation, type AnnotationId } from '../../src/quantities/index.ts';

const objection = (found: Objection['found']): Objection => ({ claim: 'no', found });
const evidence = (...ids: AnnotationId[]): Evidence => ({
  what: '',
  measure: null,
  measured: { known: true, value: 1, unit: 'count', annotations: ids.map((id) => annotation(id)) },
});
const DOUBTFUL = evidence('counter-reset', 'window-too-short');

it.each([
  ['no objection', [], [evidence()], 'high'],
  ['one looked for and not found', [objection('no')], [], 'high'],
  ['one that nobody can look for', [objection('unknown')], [], 'high'],
  ['one found', [objection('yes'), objection('no')], [], 'medium'],
  ['two found', [objection('yes'), objection('yes')], [], 'low'],
  ['three found', [objection('yes'), objection('yes'), objection('yes')], [], 'low'],
  ['an annotation that says nothing against it', [], [evidence('gauge-only-sampled')], 'high'],
  ['doubtful evidence, however often', [], [DOUBTFUL, DOUBTFUL], 'medium'],
  ['doubtful evidence and an objection', [objection('yes')], [DOUBTFUL], 'low'],
] as const)('%s', (_, objections, stands, confidence) => {
  expect(confidenceOf(objections, stands)).toBe(confidence);
});
