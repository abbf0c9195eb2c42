import { recognise, type Meaning, type Recognised } from '../catalogue/index.ts';
import type { Series } from '../exposition/index.ts';

export type Labels = Readonly<Record<string, string>>;

/** A series of the page that the catalogue knows, and whose it is. */
export interface Placed {
  /** Of the sample on the page. */
  readonly index: number;
  readonly series: Series;
  readonly recognised: Recognised;
  /** The labels that tell this engine from others. */
  readonly identity: Labels;
  /** Values of labels that neither the catalogue expects nor the engines are told apart by. */
  readonly unexpected: readonly string[];
}

// Whatever else a page carries, these tell engines apart.
const ENGINE_LABELS = ['engine', 'model_name'];

// Parts of a metric, never of an engine. `pid` is the API-server process that counted.
const PART_LABELS = ['le', 'quantile', 'pid'];

/**
 * Finds the meaning of each series and divides its labels into those of the engine, those of the metric and others. A label
 * that vLLM does not have tells engines apart if most metrics carry it, as with Ray's ReplicaId; on a few metrics it is a
 * division that a newer vLLM has.
 */
export function placeSeries(series: readonly Series[]): Placed[] {
  const known = series.flatMap((one, index) => {
    const recognised = recognise(one.name);
    return recognised ? [{ index, series: one, recognised, others: otherLabels(one, recognised) }] : [];
  });
  const current = withoutFormerNames(known);
  const identifying = identifyingLabels(current);
  return current.map(({ index, series: one, recognised, others }) => ({
    index,
    series: one,
    recognised,
    identity: Object.fromEntries(
      others.filter((name) => identifying.has(name)).map((name) => [name, one.labels[name] ?? '']),
    ),
    unexpected:
      recognised.definition.kind === 'info'
        ? []
        : others.filter((name) => !identifying.has(name)).map((name) => one.labels[name] ?? ''),
  }));
}

interface Known {
  readonly recognised: Recognised;
  /** Labels that the catalogue does not list for the metric; of info, whose labels are all payload, the engine's only. */
  readonly others: readonly string[];
}

function otherLabels({ labels }: Series, { definition }: Recognised): string[] {
  if (definition.kind === 'info') return ENGINE_LABELS.filter((name) => name in labels);
  return Object.keys(labels)
    .filter((name) => !PART_LABELS.includes(name) && !definition.labels.includes(name))
    .sort();
}

/** While a metric is being renamed a page carries it twice, under both names, with the same numbers: the newer name counts. */
function withoutFormerNames<Item extends Known>(known: readonly Item[]): Item[] {
  const rankOf = ({ definition, name }: Recognised): number => definition.names.indexOf(name);
  const newest = new Map<Meaning, number>();
  for (const { recognised } of known) {
    newest.set(recognised.meaning, Math.max(newest.get(recognised.meaning) ?? 0, rankOf(recognised)));
  }
  return known.filter(({ recognised }) => rankOf(recognised) === newest.get(recognised.meaning));
}

function identifyingLabels(known: readonly Known[]): ReadonlySet<string> {
  const meanings = new Set<Meaning>();
  const carriers = new Map<string, Set<Meaning>>();
  for (const { recognised, others } of known) {
    if (recognised.definition.kind === 'info') continue;
    meanings.add(recognised.meaning);
    for (const name of others) {
      const carrying = carriers.get(name) ?? new Set<Meaning>();
      carriers.set(name, carrying.add(recognised.meaning));
    }
  }
  const common = [...carriers].flatMap(([name, { size }]) => (size > meanings.size / 2 ? [name] : []));
  return new Set([...ENGINE_LABELS, ...common]);
}
