import type { Labels, Placed } from './place-series.ts';

/**
 * The series of a page by the engine they belong to. An engine is a set of identifying labels that is not a part of a
 * larger one: some metrics lack labels that the engine has. Such a metric goes to the only engine it fits, or to none;
 * info goes to every engine it fits. Linear in the page for each combination of label names on it.
 */
export function groupByEngine(placed: readonly Placed[]): Map<Labels, Placed[]> {
  const identities = new Map<string, Labels>();
  for (const { identity, recognised } of placed) {
    if (recognised.definition.kind !== 'info') identities.set(keyOf(identity, namesOf(identity)), identity);
  }
  const holders = holdersAmong([...identities.values()]);
  const engines = new Map<Labels, Placed[]>();
  for (const identity of identities.values()) if (holders(identity).length === 1) engines.set(identity, []);

  const owners = new Map<string, readonly Placed[][]>();
  for (const one of lastOfEachInfo(placed)) {
    const key = keyOf(one.identity, namesOf(one.identity));
    const owning = owners.get(key) ?? holders(one.identity).flatMap((holder) => listOf(engines.get(holder)));
    owners.set(key, owning);
    if (owning.length === 1 || one.recognised.definition.kind === 'info') for (const series of owning) series.push(one);
  }
  return engines;
}

const listOf = <Item>(item: Item | undefined): Item[] => (item === undefined ? [] : [item]);

/** Finds the identities that have all labels of another, with the same values: itself, and larger ones. */
function holdersAmong(identities: readonly Labels[]): (part: Labels) => readonly Labels[] {
  const tables = new Map<string, ReadonlyMap<string, readonly Labels[]>>();
  const tableFor = (names: readonly string[]): ReadonlyMap<string, readonly Labels[]> => {
    const table = new Map<string, Labels[]>();
    for (const identity of identities) {
      if (!names.every((name) => name in identity)) continue;
      const key = keyOf(identity, names);
      const same = table.get(key);
      if (same) same.push(identity);
      else table.set(key, [identity]);
    }
    return table;
  };
  return (part) => {
    const names = namesOf(part);
    const known = tables.get(names.join()) ?? tableFor(names);
    tables.set(names.join(), known);
    return known.get(keyOf(part, names)) ?? [];
  };
}

const namesOf = (labels: Labels): string[] => Object.keys(labels).sort();

const keyOf = (labels: Labels, names: readonly string[]): string =>
  JSON.stringify(names.map((name) => [name, labels[name]]));

/** Of info series of one meaning and identity only the last counts, however many a page repeats. */
function lastOfEachInfo(placed: readonly Placed[]): Placed[] {
  const last = new Map<string, Placed>();
  const others: Placed[] = [];
  for (const one of placed) {
    if (one.recognised.definition.kind !== 'info') others.push(one);
    else last.set(`${one.recognised.meaning} ${keyOf(one.identity, namesOf(one.identity))}`, one);
  }
  return [...others, ...last.values()];
}
