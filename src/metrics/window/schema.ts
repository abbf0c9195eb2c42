import type { Meaning } from '../catalogue/index.ts';

/**
 * One number of an engine that only ever grows: a counter, or the sum, the count or one cumulative bucket of a histogram.
 * `division` holds the values of the labels that divide the metric (`stop`, `length` …); '' where none does.
 */
export interface Cumulative {
  readonly meaning: Meaning;
  readonly division: string;
  readonly part: 'value' | 'sum' | 'count' | 'bucket';
  /** Upper edge of the bucket, in the unit of the metric; +Infinity for the last. */
  readonly edge?: number;
}

export interface HistogramSlots {
  readonly edges: readonly number[];
  /** buckets[i] is the slot of the cumulative count at edges[i]. */
  readonly buckets: readonly number[];
  readonly sum: number | undefined;
  readonly count: number | undefined;
}

/** Which growing numbers a vector holds, slot by slot. Equal pages share one schema object. */
export interface Schema {
  readonly entries: readonly Cumulative[];
  readonly slotOf: ReadonlyMap<string, number>;
  readonly counters: ReadonlyMap<Meaning, readonly { readonly division: string; readonly slot: number }[]>;
  readonly histograms: ReadonlyMap<string, HistogramSlots>;
}

/** The metric, and its division when it has one: `requestsFinished{stop}`. */
export const divided = (meaning: Meaning, division = ''): string =>
  division === '' ? meaning : `${meaning}{${division}}`;

export const cumulativeKey = ({ meaning, division, part, edge }: Cumulative): string =>
  `${divided(meaning, division)} ${part} ${edge ?? ''}`;

/** Takes distinct entries in any order. */
export function createSchema(entries: readonly Cumulative[]): Schema {
  const slotOf = new Map<string, number>();
  const counters = new Map<Meaning, { division: string; slot: number }[]>();
  const ofHistogram = new Map<string, number[]>();
  entries.forEach((entry, slot) => {
    slotOf.set(cumulativeKey(entry), slot);
    const { meaning, division } = entry;
    if (entry.part === 'value') append(counters, meaning, { division, slot });
    else append(ofHistogram, divided(meaning, division), slot);
  });
  const histograms = new Map([...ofHistogram].map(([name, slots]) => [name, histogramSlots(entries, slots)]));
  return { entries, slotOf, counters, histograms };
}

function histogramSlots(entries: readonly Cumulative[], slots: readonly number[]): HistogramSlots {
  const slotOfPart = (part: Cumulative['part']) => slots.find((slot) => entries[slot]?.part === part);
  const buckets = slots
    .flatMap((slot) => {
      const edge = entries[slot]?.edge;
      return edge === undefined ? [] : [{ slot, edge }];
    })
    .sort((left, right) => left.edge - right.edge);
  return {
    edges: buckets.map(({ edge }) => edge),
    buckets: buckets.map(({ slot }) => slot),
    sum: slotOfPart('sum'),
    count: slotOfPart('count'),
  };
}

/**
 * What two schemas can be added in: every number of either, but of a histogram that both hold only the bucket edges that
 * both have. Cumulative counts at shared edges add up exactly whatever the other edges are; interpolating would not.
 */
export function commonSchema(left: Schema, right: Schema): Schema {
  if (left === right) return left;
  const keep = (schema: Schema, other: Schema) =>
    schema.entries.filter(
      (entry) =>
        entry.part !== 'bucket' ||
        !other.histograms.has(divided(entry.meaning, entry.division)) ||
        other.slotOf.has(cumulativeKey(entry)),
    );
  const fromLeft = keep(left, right);
  const fromRight = keep(right, left);
  const rightHasAll = fromLeft.every((entry) => right.slotOf.has(cumulativeKey(entry)));
  if (rightHasAll && fromRight.length === right.entries.length) return right;
  const added = fromRight.filter((entry) => !left.slotOf.has(cumulativeKey(entry)));
  if (added.length === 0 && fromLeft.length === left.entries.length) return left;
  return createSchema([...fromLeft, ...added]);
}

/** The same numbers in another schema; what `from` does not hold has not grown there, so it is 0, or what `absent` says. */
export function restate(values: Float64Array, from: Schema, to: Schema, absent = 0): Float64Array {
  if (from === to) return values;
  return Float64Array.from(to.entries, (entry) => {
    const slot = from.slotOf.get(cumulativeKey(entry));
    return slot === undefined ? absent : (values[slot] ?? absent);
  });
}

/** Histograms whose bucket edges differ between the two. */
export const changedLayouts = (left: Schema, right: Schema): string[] =>
  left === right
    ? []
    : [...left.histograms].flatMap(([name, { edges }]) => {
        const other = right.histograms.get(name)?.edges;
        return other && (other.length !== edges.length || other.some((edge, i) => edge !== edges[i])) ? [name] : [];
      });

function append<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
}
