import { expect, it } from 'vitest';
import { annotation, ANNOTATIONS, distinctAnnotations } from '../../src/quantities/index.ts';

it('without a message says what its id means in general', () => {
  expect(annotation('gap')).toEqual({ id: 'gap', message: ANNOTATIONS.gap });
  expect(annotation('gap', '12 s').message).toBe('12 s');
});

it('says each annotation once, by id and message, in the order first seen', () => {
  const [a, b, c] = [annotation('gap', '1'), annotation('ramp', '1'), annotation('gap', '2')] as const;
  expect(distinctAnnotations([b, a, annotation('gap', '1'), c, b])).toEqual([b, a, c]);
});

it('ids are words that survive every surface', () => {
  for (const id of Object.keys(ANNOTATIONS)) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
});
