import { expect, it } from 'vitest';
import { createAnnotationCounts } from '../../src/exporter/annotation-counts.ts';
import { about, engineWith } from './engine.ts';

it('counts reports, not messages or measures', () => {
  const counts = createAnnotationCounts();
  const engine = engineWith({ annotations: about('gap', 'gap', 'ramp') });
  counts.add([engine]);
  counts.add([engine]);
  counts.add([engineWith({ annotations: about('ramp') })]);
  expect([...counts.of(engine)]).toEqual([
    ['gap', 2],
    ['ramp', 3],
  ]);
});

it('keeps engines apart', () => {
  const counts = createAnnotationCounts();
  const [one, other] = [engineWith({ engine: '0', annotations: about('gap') }), engineWith({ engine: '1' })];
  counts.add([one, other]);
  expect(counts.of(one).get('gap')).toBe(1);
  expect(counts.of(other).size).toBe(0);
});

it('forgets engines that are gone, and begins anew when they come back', () => {
  const counts = createAnnotationCounts();
  const engine = engineWith({ annotations: about('gap') });
  counts.add([engine]);
  counts.add([]);
  expect(counts.of(engine).size).toBe(0);
  counts.add([engine]);
  expect(counts.of(engine).get('gap')).toBe(1);
});
