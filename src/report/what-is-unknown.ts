import { MEASURES, type MeasureId } from '../analysis/index.ts';
import { formatUnknown } from '../quantities/index.ts';
import type { FindingReport } from './finding-schema.ts';
import type { EngineReport, ReportedMeasure } from './schema.ts';

/** What cannot be told of an engine, and what would change that. */
export interface Unknowns {
  /** Why, and which measures. */
  readonly measures: readonly (readonly [why: string, titles: readonly string[]])[];
  /** Rules that could not judge. */
  readonly rules: readonly FindingReport[];
  /** What to pass on the command line to make known what is only not declared; none where nothing is. */
  readonly flags: readonly string[];
}

export function whatIsUnknown({
  measures,
  findings = [],
  declared,
}: Pick<EngineReport, 'measures' | 'findings' | 'declared'>): Unknowns {
  const byReason = new Map<string, string[]>();
  for (const [id, measured] of Object.entries(measures)) {
    if (measured.known) continue;
    const title = MEASURES.get(id as MeasureId)?.title ?? id;
    byReason.set(why(measured), [...(byReason.get(why(measured)) ?? []), title]);
  }
  // A limit that no metric and so no measure has.
  const budget = declared.maxNumBatchedTokens === undefined ? [NO_BUDGET] : [];
  for (const each of budget) byReason.set(why(each), [...(byReason.get(why(each)) ?? []), 'step tokens']);
  return {
    measures: [...byReason],
    rules: findings.filter(({ state }) => state === 'cannot-tell' || state === 'failed'),
    flags: flagsThatTell([...Object.values(measures), ...budget]),
  };
}

export const NO_BUDGET = {
  known: false,
  reason: 'not-declared',
  missing: ['deployments[].engine.maxNumBatchedTokens in ridgeline.yaml'],
} as const satisfies ReportedMeasure;

/** What is missing, and what would tell, for where "unknown" is said already. */
export const why = ({ reason, missing }: Extract<ReportedMeasure, { known: false }>): string =>
  bare(formatUnknown(reason, missing));

/** "unknown (not declared)" is "not declared"; anything else stays as it is. */
export const bare = (text: string): string => text.replace(/^unknown \((.*)\)$/s, '$1');

// What says the same as a key of the settings.
const FLAGS: Readonly<Record<string, string>> = {
  'deployments[].model': '--model MODEL',
  'deployments[].hardware.gpu': '--gpu NAME',
  'deployments[].engine.maxNumSeqs': '--max-num-seqs N',
  'deployments[].engine.maxNumBatchedTokens': '--max-num-batched-tokens N',
  'objectives[]': '--ttft 0.5 --tpot 0.05',
  'objectives[].ttftSeconds': '--ttft 0.5',
  'objectives[].tpotSeconds': '--tpot 0.05',
  'objectives[].e2eSeconds': '--e2e 30',
};

/** One objective is enough to have any; those of single limits would say the same again. */
function flagsThatTell(measures: readonly ReportedMeasure[]): string[] {
  const missing = measures.flatMap((measured) =>
    !measured.known && measured.reason === 'not-declared' ? measured.missing : [],
  );
  const keys = missing.map((text) => text.split(/[\s,:]/)[0] ?? '');
  const wanted = [...new Set(keys)].filter(
    (key) => !(key.startsWith('objectives[].') && keys.includes('objectives[]')),
  );
  return wanted.flatMap((key) => FLAGS[key] ?? []);
}
