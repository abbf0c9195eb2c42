import type { Analysis, MeasureId } from '../analysis/index.ts';
import type { AnnotationId } from '../quantities/index.ts';

const STUCK: readonly AnnotationId[] = ['engine-hung', 'engine-stalled'];

/** Engines in the order an operator should look at them: stuck ones, then by the wait forecast, then by KV cache use. */
export function worstFirst(analyses: readonly Analysis[]): Analysis[] {
  return analyses
    .map((analysis) => ({ analysis, rank: rankOf(analysis) }))
    .sort((left, right) => compare(right.rank, left.rank))
    .map(({ analysis }) => analysis);
}

function rankOf({ annotations, measures }: Analysis): readonly number[] {
  const valueOr = (id: MeasureId, otherwise: number): number => {
    const measured = measures[id];
    return measured.known ? measured.value : otherwise;
  };
  const stuck = annotations.some(({ id }) => STUCK.includes(id)) ? 1 : 0;
  const waiting = valueOr('requestsWaiting', 0);
  // Requests wait and nothing says for how long: none was admitted, which is the longest wait of all.
  const forecast = valueOr('waitForecastSeconds', waiting > 0 ? Number.POSITIVE_INFINITY : 0);
  return [stuck, forecast, waiting, valueOr('kvCacheUsageRatio', 0)];
}

function compare(left: readonly number[], right: readonly number[]): number {
  const index = left.findIndex((value, i) => value !== right[i]);
  return index < 0 ? 0 : (left[index] ?? 0) - (right[index] ?? 0);
}
