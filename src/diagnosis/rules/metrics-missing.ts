import { MEASURES, type Analysis, type MeasureId } from '../../analysis/index.ts';
import { CATALOGUE, compareVersions, isRegistered, VERSIONS, type Version } from '../../metrics/catalogue/index.ts';
import { whatIsMissing } from '../../metrics/window/index.ts';
import { derivedEvidence, type EvidenceByName } from '../evidence.ts';
import { objection } from '../objection.ts';
import { quiet, type Objection, type Outcome } from '../outcome.ts';
import { defineRule } from '../rule.ts';

/** The page lacks what every engine of its version exposes. */
export const metricsMissing = defineRule({
  id: 'metrics-missing',
  title: 'Metrics are missing that this vLLM has',
  role: 'instrument',
  severity: 'warning',
  needs: [],
  thresholds: {
    // A choice: each that is missing leaves something that cannot be judged.
    metrics: { value: 1, unit: 'count', what: 'metrics that are missing' },
  },
  explains: [],
  check({ analysis }, { metrics }): Outcome {
    const lost = lostMeasures(analysis);
    const names = [...lost.keys()];
    const measures = new Set([...lost.values()].flat());
    const [first] = measures;
    const evidence: EvidenceByName = {
      metrics: derivedEvidence('metrics that are missing', names.length, 'count', {
        bound: { relation: '≥', value: metrics },
      }),
      measures: derivedEvidence('measures that cannot be told without them', measures.size, 'count'),
      ...Object.fromEntries(
        [...lost].map(([name, ids], index) => [
          `missing${index}`,
          derivedEvidence(`${name} is missing, so not known: ${ids.map(titleOf).join(', ')}`, ids.length, 'count'),
        ]),
      ),
    };
    if (names.length < metrics || first === undefined) {
      return quiet('what this vLLM exposes is there, as far as it is looked at', evidence);
    }
    return {
      state: 'fires',
      message: `This vLLM exposes more than is on the page: {metrics} missing (${listed(names)}), and {measures} measures not known for it`,
      evidence,
      objections: objectionsOf(analysis),
      actions: [
        {
          knob: 'the scrape configuration',
          change: 'do',
          mechanism:
            'Compare the page of the engine itself with what arrives here: relabelling rules, recording agents and proxies leave metrics out, and what is left out cannot be judged.',
          predicts: [{ measure: first, direction: 'narrows' }],
          sideEffect: 'More series to store.',
          rollback: 'Leave them out again.',
          refutedBy: `${first} stays unknown although the page of the engine has what it needs: tell the makers of Ridgeline.`,
        },
      ],
    };
  },
  page: {
    whatItMeans:
      'Every engine of this version exposes these metrics, whatever its options, and they are not there. Somebody filters them on the way, or the page is not that of vLLM itself.',
    whyItMatters:
      'What is not there is not fine: all rules that need it cannot tell, and a dashboard without the number looks calm. Absent is never zero.',
    howItIsComputed:
      'From the names on the page follows the range of versions that can have written it. Missing is what a measure looked for in vain although every version of that range registers it in every engine. Metrics of options, and of features that are off, are not counted.',
    whatToDo:
      'Look at metric_relabel_configs of the scrape, and at agents and proxies between. Keep all metrics with the prefix of vLLM, including the buckets.',
    whenItMisleads:
      'An agent that leaves out series that are zero (as Ray does) makes counters appear only with their first event. A version newer than this Ridgeline may name them otherwise. Several API servers show no gauges before the first step, which is not counted.',
    references: [
      'vLLM, Production Metrics: https://docs.vllm.ai/en/latest/usage/metrics.html',
      'Prometheus, Configuration, metric_relabel_configs: https://prometheus.io/docs/prometheus/latest/configuration/configuration/',
    ],
  },
});

/** By metric that should be there, the measures that lack it. */
function lostMeasures(analysis: Analysis): ReadonlyMap<string, readonly MeasureId[]> {
  const due = new Set(dueIn(analysis).map(({ meaning }) => whatIsMissing(meaning)));
  const lacking = [...MEASURES.keys()].flatMap((id) => {
    const measured = analysis.measures[id];
    if (measured.known || measured.reason !== 'not-exported') return [];
    const names = measured.missing.filter((name) => due.has(name));
    return names.length === 0 ? [] : [{ id, names }];
  });
  // A measure made of two metrics names both, even where only one is missing: that which others lack as well.
  const sure = new Set(lacking.flatMap(({ names }) => (names.length === 1 ? names : [])));
  const lost = new Map<string, MeasureId[]>();
  for (const { id, names } of lacking) {
    const surely = names.filter((name) => sure.has(name));
    for (const name of surely.length > 0 ? surely : names) lost.set(name, [...(lost.get(name) ?? []), id]);
  }
  return lost;
}

/** What every engine of all versions that can have written the page registers; of all versions, where none can. */
function dueIn({ version, measures }: Analysis): readonly Due[] {
  const { generationTokensPerSecond: tokens, completionsPerSecond: finished } = measures;
  // Several API servers show no gauge before the first step.
  const idle = tokens.known && finished.known && tokens.value === 0 && finished.value === 0;
  const due = dueOf(version?.since, version?.until ?? undefined);
  return idle ? due.filter(({ kind }) => kind !== 'gauge') : due;
}

type Due = (typeof CATALOGUE)[number];

/** A fleet runs few versions, and to compare all names with all versions takes a third of a diagnosis. */
const known = new Map<string, readonly Due[]>();

function dueOf(since: Version | undefined, until: Version | undefined): readonly Due[] {
  const key = `${since} ${until}`;
  const found = known.get(key);
  if (found) return found;
  const range = VERSIONS.filter(
    (each) =>
      (since === undefined || compareVersions(since, each) <= 0) &&
      (until === undefined || compareVersions(each, until) <= 0),
  );
  const due = CATALOGUE.filter(
    (definition) => definition.always && range.every((each) => isRegistered(definition, each)),
  );
  known.set(key, due);
  return due;
}

const titleOf = (id: MeasureId): string => MEASURES.get(id)?.title ?? id;

/** A choice: more make no sentence; all are evidence. */
const NAMED = 3;

const listed = (names: readonly string[]): string =>
  `${names.slice(0, NAMED).join(', ')}${names.length > NAMED ? ' and more' : ''}`;

const objectionsOf = ({ version, unrecognised }: Analysis): Objection[] => [
  {
    claim: 'no version of vLLM exposes just these names, so it may be another engine, or a fork',
    found: version === null ? 'yes' : 'no',
  },
  objection(
    'there are metrics that this Ridgeline does not know, so a newer vLLM may have renamed them',
    derivedEvidence('metrics of the engine that are not known here', unrecognised.length, 'count', {
      bound: { relation: '<', value: 1 },
    }),
  ),
];
