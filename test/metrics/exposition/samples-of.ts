import { type Exposition, parseExposition } from '../../../src/metrics/exposition/index.ts';

/** A page as plain rows: name, labels, value and, where there is one, the timestamp in seconds. */
export function samplesOf({ layout, values, timestampsSeconds }: Exposition) {
  return layout.series.map(({ name, labels }, i) => {
    const seconds = timestampsSeconds.get(i);
    return seconds === undefined ? [name, { ...labels }, values[i]] : [name, { ...labels }, values[i], seconds];
  });
}

/** Lines, each ended with a newline, parsed and as rows. */
export const samplesIn = (...lines: string[]) => samplesOf(parseExposition(lines.map((line) => `${line}\n`).join('')));

export const annotationIdsIn = (page: string | Uint8Array): string[] =>
  parseExposition(page).annotations.map(({ id }) => id);
