import type { SourceFailure } from '../source.ts';
import type { Labels, Series } from './decode.ts';
import type { Discovery } from './discover.ts';
import { identityOf, keyOf } from './grouping.ts';

/**
 * The targets that Prometheus scraped in vain in the whole window, at each instant: those of engines, and those that have
 * shown no engine within memory but belong to a job all of whose answering targets are engines. In a job of all kinds of
 * programs a silent target may be anything.
 */
export function downTargets(
  scrapedInVain: readonly Series[],
  { engines, grouping }: Pick<Discovery, 'engines' | 'grouping'>,
): (atSeconds: number) => readonly SourceFailure[] {
  const known = new Set(engines.map((labels) => keyOf(labels, grouping.target)));
  const isKnown = (labels: Labels): boolean => known.has(keyOf(labels, grouping.target));
  const mixedJobs = new Set(
    scrapedInVain.flatMap(({ labels, values }) => (!isKnown(labels) && values.includes(0) ? [labels['job']] : [])),
  );
  const relevant = scrapedInVain.filter(({ labels }) => isKnown(labels) || !mixedJobs.has(labels['job']));
  return (atSeconds) =>
    relevant.flatMap(({ labels, times, values }) => {
      const inVain = values[times.findIndex((time) => Math.abs(time - atSeconds) < 1e-3)] ?? 0;
      return inVain > 0 ? [failureOf(identityOf(labels, grouping).target, inVain)] : [];
    });
}

const failureOf = (target: string, scrapes: number): SourceFailure => ({
  target,
  code: 'unreachable',
  message: `${target}: Prometheus scraped it ${scrapes.toFixed(0)} times in vain, and got no page in this window. Is the engine down?`,
});
