/**
 * The inverse of a small symmetric positive definite matrix by Gauss–Jordan elimination with the largest pivot; undefined when
 * it is singular to the precision of numbers.
 */
export function inverse(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  const largest = Math.max(...matrix.map((row, i) => Math.abs(row[i] ?? 0)));
  for (let column = 0; column < size; column++) {
    const at = (row: number): number => rows[row]?.[column] ?? 0;
    let pivot = column;
    for (let row = column + 1; row < size; row++) if (Math.abs(at(row)) > Math.abs(at(pivot))) pivot = row;
    if (!(Math.abs(at(pivot)) > 1e-14 * largest)) return undefined;
    const found = (rows[pivot] ?? []).map((value) => value / at(pivot));
    rows[pivot] = rows[column] ?? [];
    rows[column] = found;
    rows.forEach((row, i) => {
      const factor = i === column ? 0 : (row[column] ?? 0);
      if (factor !== 0) rows[i] = row.map((value, j) => value - factor * (found[j] ?? 0));
    });
  }
  return rows.map((row) => row.slice(size));
}

export const multiply = (matrix: readonly (readonly number[])[], vector: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, i) => sum + value * (vector[i] ?? 0), 0));

/** JᵀJ of rows J, each counted with its weight. */
export function gram(rows: readonly (readonly number[])[], weights?: readonly number[]): number[][] {
  const size = rows[0]?.length ?? 0;
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (__, j) =>
      rows.reduce((sum, row, k) => sum + (weights?.[k] ?? 1) * (row[i] ?? 0) * (row[j] ?? 0), 0),
    ),
  );
}
