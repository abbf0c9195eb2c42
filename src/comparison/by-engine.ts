/** What belongs to the same engine, engine by engine, each in the order given. */
export function byEngine<Item extends { readonly engine: string }>(items: readonly Item[]): Item[][] {
  const engines = new Map<string, Item[]>();
  for (const item of items) {
    const own = engines.get(item.engine);
    if (own) own.push(item);
    else engines.set(item.engine, [item]);
  }
  return [...engines.values()];
}
