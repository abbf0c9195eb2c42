import type { Family, Layout, Series } from './exposition.ts';

/** Whether two layouts say the same, in the same order. */
export const sameLayout = (a: Layout, b: Layout): boolean =>
  a.dialect === b.dialect &&
  sameItems(a.series, b.series, sameSeries) &&
  sameItems([...a.families.values()], [...b.families.values()], sameFamily);

const sameItems = <T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean =>
  a.length === b.length &&
  a.every((x, i) => {
    const y = b[i];
    return y !== undefined && same(x, y);
  });

const sameSeries = (a: Series, b: Series): boolean =>
  a.name === b.name &&
  sameItems(Object.entries(a.labels), Object.entries(b.labels), (x, y) => x[0] === y[0] && x[1] === y[1]);

const sameFamily = (a: Family, b: Family): boolean =>
  a.name === b.name && a.type === b.type && a.help === b.help && a.unit === b.unit;
