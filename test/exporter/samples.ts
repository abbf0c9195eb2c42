import { parseExposition } from '../../src/metrics/exposition/index.ts';

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The samples of a page, read by our own parser; a page in which anything is odd is an error. */
export function samplesOf(page: string): Sample[] {
  const { layout, values, annotations } = parseExposition(page);
  if (annotations.length > 0) throw new Error(JSON.stringify(annotations));
  return layout.series.map(({ name, labels }, index) => ({ name, labels, value: values[index] ?? Number.NaN }));
}
