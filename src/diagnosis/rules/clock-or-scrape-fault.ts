import type { Analysis } from '../../analysis/index.ts';
import type { AnnotationId } from '../../quantities/index.ts';
import { derivedEvidence } from '../evidence.ts';
import { quiet, type Outcome } from '../outcome.ts';
import { restarted } from '../restarted.ts';
import { defineRule } from '../rule.ts';

/** What is said of pages that arrived damaged. */
const DAMAGE: readonly AnnotationId[] = ['truncated-page', 'malformed-line', 'duplicate-series'];

/** Scrapes fail, come too late, or arrive damaged; or the clock jumps. */
export const clockOrScrapeFault = defineRule({
  id: 'clock-or-scrape-fault',
  title: 'Scrapes are missing or damaged',
  role: 'instrument',
  severity: 'warning',
  needs: [],
  thresholds: {
    // A choice: one failed scrape in ten moves averages of gauges by about as much.
    failed: { value: 0.1, unit: 'ratio', what: 'share of the scrapes that failed, without those of a restart' },
    // Any: a stretch is left out of the window each time.
    clockSteps: { value: 1, unit: 'count', what: 'scrapes at which the clock did not advance' },
    // A choice: a gap in a tenth of the window hides as much as a tenth of the scrapes that fail.
    gap: {
      value: 0.1,
      unit: 'ratio',
      what: 'longest stretch without a scrape, as a share of the window, where it is a gap',
    },
    // Any: a page that is read in part has numbers that are too low.
    damage: { value: 1, unit: 'count', what: 'kinds of damage on the pages' },
  },
  explains: [],
  check({ analysis }, thresholds): Outcome {
    const { quality, samples, annotations } = analysis;
    const failed = unexplainedFailures(analysis);
    const failedShare = failed / (samples + failed);
    const isGap = annotations.some(({ id }) => id === 'gap');
    const gapShare = isGap ? quality.longestStepSeconds / analysis.seconds : 0;
    const damage = annotations.filter(({ id }) => DAMAGE.includes(id));
    const kinds = new Set(damage.map(({ id }) => id)).size;
    const atLeast = (value: number) => ({ bound: { relation: '≥', value } }) as const;
    const evidence = {
      failed: derivedEvidence('share of the scrapes that failed', failedShare, 'ratio', atLeast(thresholds.failed)),
      clockSteps: derivedEvidence(
        'scrapes at which the clock did not advance',
        quality.clockSteps,
        'count',
        atLeast(thresholds.clockSteps),
      ),
      gap: derivedEvidence('gap, as a share of the window', gapShare, 'ratio', atLeast(thresholds.gap)),
      longest: derivedEvidence('longest stretch without a scrape', quality.longestStepSeconds, 'seconds'),
      damage: derivedEvidence('kinds of damage on the pages', kinds, 'count', atLeast(thresholds.damage)),
    };
    const faults = [
      ...(failedShare >= thresholds.failed ? ['{failed} of the scrapes failed'] : []),
      ...(quality.clockSteps >= thresholds.clockSteps
        ? ['the clock did not advance between scrapes ({clockSteps} times)']
        : []),
      ...(gapShare >= thresholds.gap ? ['nothing was scraped for {longest}'] : []),
      ...(kinds >= thresholds.damage ? ['pages arrived damaged or with a series twice'] : []),
    ];
    if (faults.length === 0) {
      return quiet('{failed} of the scrapes failed, and the longest stretch without one is {longest}', evidence);
    }
    return {
      state: 'fires',
      message: `Numbers of this window stand on less than they seem to: ${faults.join(', ')}`,
      evidence,
      objections: [restarted('the engine restarted, and what failed around that is no fault of the scrapes', analysis)],
      actions: [
        {
          knob: 'the scrape timeout',
          change: 'raise',
          mechanism:
            'The process that streams tokens also serves the metrics, so under load the page comes late: with more time it is read whole. Where the clock is what jumps, look at the time service of the scraping host instead.',
          predicts: [{ measure: 'littleResidualRatio', direction: 'falls' }],
          sideEffect: 'A scrape that hangs is noticed later; the timeout must stay below the interval.',
          rollback: 'Set the timeout of before.',
          refutedBy: 'littleResidualRatio keeps an unexplained part: it is not the scrapes.',
        },
      ],
    };
  },
  page: {
    whatItMeans:
      'Between here and the engine something goes wrong: scrapes fail or come late, pages are cut off or name a series twice, or the clock of whoever scrapes was set back.',
    whyItMatters:
      'Counters survive a missing scrape, gauges do not: what happened meanwhile is a straight line between two points. A page that is cut off has histograms without their end.',
    howItIsComputed:
      'Share failed = failed ÷ (answered + failed), less those that restarts explain: as many as are asked for in the time around them. A gap is a stretch three times the usual interval or more; it counts when it is `gap` of the window. Clock steps and damaged pages count from the first on.',
    whatToDo:
      'Raise the timeout of the scrape, or scrape less often; see that nothing between truncates the page, and that clocks are slewed instead of stepped.',
    whenItMisleads:
      'An engine that is down cannot be told from one that does not answer in time, except by its restart.',
    references: [
      'Prometheus, Configuration, scrape_timeout: https://prometheus.io/docs/prometheus/latest/configuration/configuration/',
    ],
  },
});

/** A choice: less than half a scrape comes of their times, which are not quite even. */
const ROUNDING = 0.5;

/**
 * Failed scrapes without those around restarts. Scrapes are asked for at even times, so as many fall into the time around
 * restarts as its share of the window says, and all of them failed but the one that ends each:
 *
 *     explained = share · (steps + failed) − restarts · (1 − share)
 */
function unexplainedFailures({ quality, samples, seconds }: Analysis): number {
  const { restarts, restartSeconds, failedScrapes, clockSteps } = quality;
  if (restarts === 0) return failedScrapes;
  const share = restartSeconds / seconds;
  const steps = samples - 1 - restarts - clockSteps;
  const explained = share * (steps + failedScrapes) - restarts * (1 - share);
  const unexplained = failedScrapes - Math.max(0, explained);
  return unexplained < ROUNDING ? 0 : unexplained;
}
