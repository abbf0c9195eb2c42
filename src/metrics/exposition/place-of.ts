import type { LabelSet, Namesakes, PageScan } from './page-scan.ts';

/** The place of a series among those of the page: a new one at the end, unless it was named before. */
export function placeOf(scan: PageScan, name: string, labelSet: LabelSet): number {
  const namesakes = scan.lastNamesakes.name === name ? scan.lastNamesakes : namesakesOf(scan, name);
  scan.lastNamesakes = namesakes;
  if (labelSet.namesakes === namesakes) return labelSet.place;
  const { labels } = labelSet;
  const place = namesakes.places?.get(labels) ?? scan.series.length;
  labelSet.namesakes = namesakes;
  labelSet.place = place;
  if (place < scan.series.length) return place;
  scan.series.push({ name, labels });
  namesakes.places?.set(labels, place);
  namesakes.count++;
  return place;
}

/** While the series of a name come one after the other, what each label set had last tells them apart; then a map. */
function namesakesOf({ namesakes, series }: PageScan, name: string): Namesakes {
  const known = namesakes.get(name);
  if (known) {
    const { first, count } = known;
    known.places ??= new Map(series.slice(first, first + count).map(({ labels }, i) => [labels, first + i]));
    return known;
  }
  const unknown = { name, first: series.length, count: 0, places: undefined };
  namesakes.set(name, unknown);
  return unknown;
}
