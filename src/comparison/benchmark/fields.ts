import type { Unit } from '../../quantities/index.ts';
import type { Better } from '../judge.ts';
import type { BenchmarkMeasure } from './benchmark-run.ts';
import type { Json } from './decode-benchmark.ts';

/** A finite number, or none. */
export const numberIn = (json: Json, name: string): number | undefined => {
  const value = json[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

// A name longer than this is no model's.
const LONGEST_TEXT = 200;

/** A text, not longer than any name is, or none. */
export const textIn = (json: Json, name: string): string | undefined => {
  const value = json[name];
  return typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : undefined;
};

/** What is known of a record. */
export const present = <Key extends string, Value>(
  record: Readonly<Record<Key, Value | undefined>>,
): Readonly<Partial<Record<Key, Value>>> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Partial<Record<Key, Value>>;

/** None where the number is not there. */
export const measureOf = (
  value: number | undefined,
  id: string,
  title: string,
  unit: Unit,
  better: Better,
): BenchmarkMeasure[] => (value === undefined ? [] : [{ id, title, unit, better, value }]);
