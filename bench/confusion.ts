/** A cause that is true of some cases, and what was given for each of them. */
export interface Given {
  readonly expected: string;
  readonly given: string;
}

/** Aligned columns, one row for each cause; columns are lettered in the order of the rows, what is never true comes last. */
export function confusionTable(title: string, pairs: readonly Given[]): string[] {
  const rows = [...new Set(pairs.map(({ expected }) => expected))];
  const columns = [...new Set([...rows, ...pairs.map(({ given }) => given)])].map((name, i) => ({
    name,
    letter: String.fromCharCode('a'.charCodeAt(0) + i),
  }));
  const letters = columns.map(({ letter }) => letter.padStart(4)).join('');
  const count = (expected: string, given: string): string => {
    const found = pairs.filter((pair) => pair.expected === expected && pair.given === given).length;
    return (found === 0 ? '·' : `${found}`).padStart(4);
  };
  return [
    title,
    `${' '.repeat(WIDTH)}${letters}`,
    ...columns.map(({ name, letter }) => {
      const cells = rows.includes(name) ? columns.map((column) => count(name, column.name)).join('') : '';
      return `${letter} ${name}`.padEnd(WIDTH) + cells;
    }),
  ];
}

const WIDTH = 24;

/** Two tables beside each other. */
export function beside(left: readonly string[], right: readonly string[]): string {
  const width = Math.max(...left.map((line) => line.length)) + 4;
  const rows = Math.max(left.length, right.length);
  return Array.from({ length: rows }, (_, i) => `${(left[i] ?? '').padEnd(width)}${right[i] ?? ''}`.trimEnd()).join(
    '\n',
  );
}
