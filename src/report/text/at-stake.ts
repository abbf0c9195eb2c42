import { MEASURES, type MeasureId } from '../../analysis/index.ts';
import { formatQuantity } from '../../quantities/index.ts';
import type { FindingReport } from '../finding-schema.ts';

/** What would be won: "51.7 s of TTFT (90.9 %)"; undefined where nobody can tell how much. */
export function atStakeInWords({ atStake: lost }: FindingReport): string | undefined {
  if (!lost?.amount.known) return undefined;
  const of = MEASURES.get(lost.measure as MeasureId)?.title ?? lost.measure;
  return `${formatQuantity(lost.amount.value, lost.amount.unit)} of ${of} (${formatQuantity(lost.ratio, 'ratio')})`;
}
