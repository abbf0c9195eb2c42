import type { Analysis, MeasureId } from '../../analysis/index.ts';
import { compareVersions, type Version } from '../../metrics/catalogue/index.ts';
import { quantityOf, type Known } from '../../quantities/index.ts';
import type { Action } from '../action.ts';
import { derivedEvidence, measuredEvidence } from '../evidence.ts';
import { cannotTell, quiet, type Outcome } from '../outcome.ts';
import { defineRule } from '../rule.ts';

/** Objectives, what they promise, and which buckets decide on them, as `--custom-histogram-buckets` calls these. */
const PROMISES = [
  { limit: 'ttftSeconds', measure: 'ttftAttainmentRatio', title: 'time to first token', family: 'time_to_first_token' },
  {
    limit: 'tpotSeconds',
    measure: 'tpotAttainmentRatio',
    title: 'time per output token',
    family: 'inter_token_latency',
  },
  { limit: 'e2eSeconds', measure: 'e2eAttainmentRatio', title: 'end-to-end time', family: 'request_latency' },
] as const;

// Source: EngineArgs in the wheels of 0.30.0, which lacks the option, and 0.32.0, which has it.
const CUSTOM_BUCKETS_SINCE: Version = '0.32.0';

/** An objective lies between two bucket edges, so nobody knows how many requests met it. */
export const unresolvedPercentiles = defineRule({
  id: 'unresolved-percentiles',
  title: 'An objective lies between two buckets',
  role: 'instrument',
  severity: 'info',
  needs: [],
  thresholds: {
    // A choice: promises are made in steps of some percent, and one request in ten more or less turns any of them.
    width: { value: 0.1, unit: 'ratio', what: 'how far the bounds of the share that met an objective lie apart' },
  },
  explains: [],
  check({ analysis, others }, { width }): Outcome {
    const { objective } = analysis.settings;
    const promised = PROMISES.flatMap((promise) => {
      const seconds = objective?.[promise.limit];
      return seconds === undefined ? [] : [{ ...promise, seconds, attained: others[promise.measure] }];
    });
    if (promised.length === 0) return quiet('no objective is declared that a bucket could miss');
    const bracketed = promised.flatMap(({ attained, ...promise }) =>
      attained.known ? [{ ...promise, attained, apart: apart(attained) }] : [],
    );
    const [widest] = [...bracketed]
      .filter(({ attained }) => !isDecided(attained, objective?.share))
      .sort((left, right) => right.apart - left.apart);
    if (widest && widest.apart >= width) {
      const { title, measure, attained, seconds } = widest;
      return {
        state: 'fires',
        message: `Between {attained.low} and {attained.high} of the requests met the objective of {objective} for the ${title}: it lies inside a bucket, and more cannot be known`,
        evidence: {
          attained: measuredEvidence(`share that met the objective for the ${title}`, measure, withBounds(attained)),
          apart: derivedEvidence('distance of the bounds', widest.apart, 'ratio', {
            bound: { relation: '≥', value: width },
          }),
          objective: derivedEvidence(`objective for the ${title}`, seconds, 'seconds'),
        },
        objections: [],
        actions: actionsFor(widest, analysis),
      };
    }
    // An engine that did nothing met, or missed, no objective.
    const unknown = promised.flatMap(({ attained }) =>
      attained.known || attained.reason === 'no-traffic' ? [] : attained.missing,
    );
    if (unknown.length > 0) return cannotTell(...unknown);
    return quiet(
      'the bounds of what met each objective lie close enough together, or both on one side of what was promised',
      Object.fromEntries(
        bracketed.map(({ limit, measure, title, attained }) => [
          limit,
          measuredEvidence(`share that met the objective for the ${title}`, measure, attained),
        ]),
      ),
    );
  },
  page: {
    whatItMeans:
      'vLLM counts latencies in buckets with fixed edges. An objective that is no edge cuts a bucket in two, and nobody can tell on which side its requests lie.',
    whyItMatters:
      'Whether a promise was kept is then an interval instead of a number, and what lies inside it is a guess: percentiles that are interpolated there look exact and are not.',
    howItIsComputed:
      'low = requests up to the edge below the objective ÷ all, high = those up to the edge above ÷ all. It fires where high − low is at least `width`, unless a share is declared and both bounds lie on the same side of it.',
    whatToDo:
      'Have vLLM count at the objective with `--custom-histogram-buckets` (vLLM 0.32 and later), or choose an objective that is an edge already.',
    whenItMisleads:
      'The bounds hold whatever this says. Where most requests are far from the objective anyway a small load may look wide by chance.',
    references: [
      'vLLM, bucket families: https://docs.vllm.ai/en/latest/api/vllm/v1/metrics/buckets/',
      'Prometheus, Histograms and summaries: https://prometheus.io/docs/practices/histograms/',
    ],
  },
});

const apart = ({ value, low = value, high = value }: Known): number => high - low;

const withBounds = (attained: Known): Known => ({
  ...attained,
  low: attained.low ?? attained.value,
  high: attained.high ?? attained.value,
});

/** Both bounds on the same side of what was promised: whether it was kept is known. */
const isDecided = ({ value, low = value, high = value }: Known, share: number | undefined): boolean =>
  share !== undefined && (low >= share || high < share);

interface Unresolved {
  readonly measure: MeasureId;
  readonly family: string;
  readonly seconds: number;
  readonly attained: Known;
}

function actionsFor({ measure, family, seconds, attained }: Unresolved, { version }: Analysis): Action[] {
  const { value, high } = withBounds(attained);
  const isOlder = version?.until != null && compareVersions(version.until, CUSTOM_BUCKETS_SINCE) < 0;
  const addEdge: Action = {
    knob: '--custom-histogram-buckets',
    change: 'add',
    to: quantityOf(seconds, 'seconds'),
    mechanism: `${isOlder ? 'After an upgrade, since this vLLM lacks the option: an' : 'An'} edge at {objective} in the family ${family}, beside those it has, counts what met the objective instead of bracketing it.`,
    // What is known for sure is the lower bound, and that rises to the exact share.
    predicts: [{ measure, direction: 'narrows' }],
    sideEffect: 'Dashboards that add buckets of engines with other edges go wrong until all have the same.',
    rollback: 'Restart without the option.',
    refutedBy: `${measure} keeps its bounds: the edge is not on the page.`,
  };
  const moveObjective: Action = {
    knob: `objectives of ridgeline.yaml`,
    change: 'set',
    mechanism:
      'An objective that is an edge is counted exactly: {attained.high} of the requests lie within the edge above this one, and {attained.low} within the edge below.',
    predicts: [{ measure, direction: 'rises', then: quantityOf(high ?? value, 'ratio') }],
    sideEffect: 'It is another promise than the one that was made.',
    rollback: 'Declare the objective of before.',
    refutedBy: `${measure} keeps its bounds: what was chosen is no edge.`,
  };
  return isOlder ? [moveObjective, addEdge] : [addEdge, moveObjective];
}
