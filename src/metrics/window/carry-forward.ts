import type { Reading } from './reading.ts';
import { restarted } from './restarted.ts';
import { createSchema, cumulativeKey, divided, type Cumulative, type Schema } from './schema.ts';

/**
 * `later`, completed by growing numbers that only `earlier` had: a number missing from one page has not been reset, and
 * must not come back with its lifetime as increase. A restart carries nothing over, nor do the old edges of a histogram
 * that has new ones.
 */
export function carryForward(earlier: Reading, later: Reading): Reading {
  if (earlier.schema === later.schema) return later;
  const missing = earlier.schema.entries.filter((entry) => isMissing(entry, earlier.schema, later.schema));
  if (missing.length === 0 || restarted(earlier, later)) return later;
  const isPart = later.schema.entries.every((entry) => earlier.schema.slotOf.has(cumulativeKey(entry)));
  const schema = isPart ? earlier.schema : createSchema([...later.schema.entries, ...missing]);
  const cumulative = Float64Array.from(schema.entries, (entry) => {
    const key = cumulativeKey(entry);
    return valueIn(later, key) ?? valueIn(earlier, key) ?? Number.NaN;
  });
  return { ...later, schema, cumulative };
}

function isMissing(entry: Cumulative, earlier: Schema, later: Schema): boolean {
  if (later.slotOf.has(cumulativeKey(entry))) return false;
  if (entry.part !== 'bucket') return true;
  const name = divided(entry.meaning, entry.division);
  const before = new Set(earlier.histograms.get(name)?.edges);
  return (later.histograms.get(name)?.edges ?? []).every((edge) => before.has(edge));
}

function valueIn({ schema, cumulative }: Reading, key: string): number | undefined {
  const slot = schema.slotOf.get(key);
  return slot === undefined ? undefined : cumulative[slot];
}
