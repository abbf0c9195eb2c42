import { ENGINE_LABEL } from '../../../metrics/catalogue/index.ts';
import { ACCELERATORS } from '../../../roofline/index.ts';
import type { Reader } from './reader.ts';
import { matchersOf } from './selection.ts';

export type LabelKind = 'models' | 'engines' | 'targets' | 'accelerators';

const LABELS = { models: ENGINE_LABEL.model, engines: ENGINE_LABEL.engine, targets: 'instance' } as const;

/** What there is to choose from, whatever is running. */
export const ACCELERATOR_NAMES = ACCELERATORS.map(({ id }) => id);

/** Engines of a stretch of time; model and target as in a query. */
export interface Among {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly model?: string;
  readonly target?: string;
}

/** What can be chosen among the engines that match; of accelerators, all that are known by name. */
export async function labelValues(
  reader: Reader,
  what: LabelKind,
  { fromSeconds, toSeconds, ...query }: Among,
  signal: AbortSignal,
): Promise<string[]> {
  if (what === 'accelerators') return ACCELERATOR_NAMES;
  const matchers = matchersOf(query);
  const stretch = { matchers, startAtSeconds: Math.floor(fromSeconds), endAtSeconds: Math.floor(toSeconds) };
  const { engines } = await reader.discover(stretch, signal);
  const values = engines.map((labels) => labels[LABELS[what]] ?? '').filter((value) => value !== '');
  return [...new Set(values)].sort((left, right) => left.localeCompare(right, 'en', { numeric: true }));
}
