import type { LabelSet } from './braces.ts';
import type { MetricName } from './metric-name.ts';
import type { PageScan } from './page-scan.ts';

/** The place of a series among those of the page: a new one at the end, unless it was named before. */
export function placeOf(scan: PageScan, owner: MetricName, labelSet: LabelSet): number {
  const { series } = scan;
  if (scan.lastOwner !== owner) comeBack(scan, owner);
  if (labelSet.owner === owner) return labelSet.place;
  const { labels } = labelSet;
  const place = owner.places?.get(labels) ?? series.length;
  labelSet.owner = owner;
  labelSet.place = place;
  if (place < series.length) return place;
  series.push({ name: owner.name, labels });
  owner.places?.set(labels, place);
  owner.count++;
  return place;
}

/** While the series of a name come one after the other, what each label set had last tells them apart; then a map. */
function comeBack(scan: PageScan, owner: MetricName): void {
  const { series } = scan;
  const { first, count } = owner;
  scan.lastOwner = owner;
  if (count === 0) owner.first = series.length;
  else owner.places ??= new Map(series.slice(first, first + count).map(({ labels }, i) => [labels, first + i]));
}
