const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** One character per value, drawn from 0 to the largest; a blank where there is no value. */
export function sparkline(values: readonly (number | undefined)[]): string {
  const largest = Math.max(0, ...values.filter((value) => value !== undefined));
  return values
    .map((value) => {
      if (value === undefined) return ' ';
      const level = largest === 0 ? 0 : Math.round((Math.max(0, value) / largest) * (LEVELS.length - 1));
      return LEVELS[level] ?? ' ';
    })
    .join('');
}
