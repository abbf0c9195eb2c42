import type { SourceFailure } from '../source.ts';
import type { Labels, Series } from './decode.ts';
import type { Discovery } from './discover.ts';
import { identityOf, keyOf } from './grouping.ts';

/**
 * The targets that Prometheus scraped in vain, at each instant: those of engines, and those that have shown no engine
 * within memory but belong to a job all of whose answering targets are engines. In a job of all kinds of programs a silent
 * target may be anything.
 */
export function downTargets(
  failedScrapes: readonly Series[],
  { engines, grouping }: Discovery,
): (atSeconds: number) => readonly SourceFailure[] {
  const known = new Set(engines.map((labels) => keyOf(labels, grouping.target)));
  const isKnown = (labels: Labels): boolean => known.has(keyOf(labels, grouping.target));
  const mixedJobs = new Set(
    failedScrapes.flatMap(({ labels, values }) => (!isKnown(labels) && values.includes(0) ? [labels['job']] : [])),
  );
  const relevant = failedScrapes.filter(({ labels }) => isKnown(labels) || !mixedJobs.has(labels['job']));
  return (atSeconds) =>
    relevant.flatMap(({ labels, times, values }) => {
      const failed = values[times.findIndex((time) => Math.abs(time - atSeconds) < 1e-3)] ?? 0;
      return failed > 0 ? [failureOf(identityOf(labels, grouping).target, failed)] : [];
    });
}

const failureOf = (target: string, failed: number): SourceFailure => ({
  target,
  code: 'unreachable',
  message: `${target}: Prometheus scraped it ${failed.toFixed(0)} times in vain, and got no page in this window. Is the engine down?`,
});
