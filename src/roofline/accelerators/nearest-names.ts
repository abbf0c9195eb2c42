const MOST_NEAREST = 3;

/**
 * The values whose keys can be typed instead of `key` with the fewest mistakes, up to three of them. None if it takes more than a third
 * of the letters.
 */
export function nearestNames<Value>(key: string, byKey: ReadonlyMap<string, Value>): Value[] {
  const mistakes = new Map<Value, number>();
  for (const [known, value] of byKey) {
    mistakes.set(value, Math.min(mistakes.get(value) ?? Number.POSITIVE_INFINITY, editDistance(key, known)));
  }
  const fewest = Math.min(...mistakes.values());
  if (fewest > Math.max(1, key.length / 3)) return [];
  return [...mistakes].flatMap(([value, count]) => (count === fewest ? [value] : [])).slice(0, MOST_NEAREST);
}

/** Letters to insert, delete or replace until one text is the other. Source: Levenshtein (1966). */
export function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
