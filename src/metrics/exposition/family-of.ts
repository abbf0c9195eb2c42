import type { Family, Layout, MetricType } from './exposition.ts';

/** What each type may append to the name of its family; a sample named like the family itself always belongs to it. */
const SUFFIXES: Readonly<Record<Layout['dialect'], Partial<Record<MetricType, readonly string[]>>>> = {
  prometheus: {
    histogram: ['_bucket', '_sum', '_count'],
    summary: ['_sum', '_count'],
  },
  openmetrics: {
    counter: ['_total', '_created'],
    histogram: ['_bucket', '_sum', '_count', '_created'],
    summary: ['_sum', '_count', '_created'],
    info: ['_info'],
    gaugehistogram: ['_bucket', '_gsum', '_gcount'],
  },
};

/** The family of a sample by the sample's name: the family of just that name, or the one with a suffix. */
export function familyOf(
  sampleName: string,
  families: Layout['families'],
  dialect: Layout['dialect'],
): Family | undefined {
  const namesake = families.get(sampleName);
  if (namesake) return namesake;
  const suffixStart = Math.max(0, sampleName.lastIndexOf('_'));
  const family = families.get(sampleName.slice(0, suffixStart));
  return family && mayAppend(family, sampleName.slice(suffixStart), dialect) ? family : undefined;
}

/** Whether samples of a family may be named like it with this suffix. */
export const mayAppend = ({ type }: Family, suffix: string, dialect: Layout['dialect']): boolean =>
  SUFFIXES[dialect][type]?.includes(suffix) ?? false;
