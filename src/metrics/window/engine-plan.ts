import type { Meaning } from '../catalogue/index.ts';
import { edgeOf } from './edge-of.ts';
import type { Labels, Placed } from './place-series.ts';
import { createSchema, cumulativeKey, divided, type Cumulative, type Schema } from './schema.ts';

/** Where on a page one engine's numbers stand. */
export interface EnginePlan {
  readonly engine: string | null;
  readonly model: string | null;
  readonly labels: Labels;
  readonly schema: Schema;
  /** For each slot of the schema the page's samples that add up to it: one, or one per API-server process. */
  readonly cumulative: readonly (readonly number[])[];
  readonly gauges: readonly { readonly name: string; readonly samples: readonly number[] }[];
  readonly info: ReadonlyMap<Meaning, Labels>;
  /** Samples that say when a counter began (`_created`), in an order that does not depend on the page's. */
  readonly created: readonly number[];
}

export function enginePlan(identity: Labels, placed: readonly Placed[]): EnginePlan {
  const cumulative = new Map<string, { entry: Cumulative; samples: number[] }>();
  const gauges = new Map<string, Map<string, number[]>>();
  const info = new Map<Meaning, Labels>();
  const created: { key: string; index: number }[] = [];
  for (const { index, series, recognised, unexpected } of placed) {
    const { meaning, definition, part } = recognised;
    const division = definition.labels.map((label) => series.labels[label] ?? '').join(',');
    if (definition.kind === 'info') info.set(meaning, series.labels);
    else if (part === 'created') created.push({ key: `${divided(meaning, division)} ${unexpected.join()}`, index });
    else if (definition.kind === 'gauge') addGauge(gauges, divided(meaning, division), unexpected.join(), index);
    else {
      const edge = part === 'bucket' ? { edge: edgeOf(series.labels['le']) } : {};
      if (Number.isNaN(edge.edge)) continue;
      const entry: Cumulative = { meaning, division, part, ...edge };
      const seen = cumulative.get(cumulativeKey(entry));
      // Shares of one number add up; the same bucket spelled twice (le="1" and "1.0") is one number.
      if (seen && ('pid' in series.labels || unexpected.length > 0)) seen.samples.push(index);
      else cumulative.set(cumulativeKey(entry), { entry, samples: [index] });
    }
  }
  const { engine = null, model_name: model = null, ...labels } = identity as Partial<Record<string, string>>;
  return {
    engine,
    model,
    labels: labels as Labels,
    schema: createSchema([...cumulative.values()].map(({ entry }) => entry)),
    cumulative: [...cumulative.values()].map(({ samples }) => samples),
    gauges: [...gauges].flatMap(([name, parts]) => gaugePlans(name, parts)),
    info,
    created: created.sort((left, right) => (left.key < right.key ? -1 : 1)).map(({ index }) => index),
  };
}

function addGauge(gauges: Map<string, Map<string, number[]>>, name: string, part: string, index: number): void {
  const parts = gauges.get(name) ?? new Map<string, number[]>();
  gauges.set(name, parts.set(part, [...(parts.get(part) ?? []), index]));
}

/** Parts by labels new to us may be shares or copies, so they stay apart; a single part is the gauge itself. */
const gaugePlans = (name: string, parts: ReadonlyMap<string, readonly number[]>): EnginePlan['gauges'] =>
  [...parts].map(([part, samples]) => ({ name: parts.size === 1 ? name : `${name} ${part}`, samples }));
