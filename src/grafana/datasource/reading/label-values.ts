import { ENGINE_LABEL } from '../../../metrics/catalogue/index.ts';
import { ACCELERATORS } from '../../../roofline/index.ts';
import type { Matcher } from '../../../sources/prometheus-api/index.ts';
import type { Reader } from './reader.ts';

export type LabelKind = 'models' | 'engines' | 'targets' | 'accelerators';

const LABELS = { models: ENGINE_LABEL.model, engines: ENGINE_LABEL.engine, targets: 'instance' } as const;

/** What can be chosen among the engines that match; of accelerators, all that are known by name. */
export async function labelValues(
  reader: Reader,
  what: LabelKind,
  stretch: { readonly matchers: readonly Matcher[]; readonly startAtSeconds: number; readonly endAtSeconds: number },
  signal: AbortSignal,
): Promise<string[]> {
  if (what === 'accelerators') return ACCELERATORS.map(({ id }) => id);
  const { engines } = await reader.discover(stretch, signal);
  const values = engines.map((labels) => labels[LABELS[what]] ?? '').filter((value) => value !== '');
  return [...new Set(values)].sort((left, right) => left.localeCompare(right, 'en', { numeric: true }));
}
