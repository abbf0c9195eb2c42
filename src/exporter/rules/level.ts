import { ENGINE_LABEL } from '../../metrics/catalogue/index.ts';
import type { Span } from './span.ts';

/** What the series of a rule stand for; the first word of their names. */
export interface Level {
  readonly name: 'engine' | 'model';
  readonly labels: readonly string[];
}

/** One engine: scrape target × data-parallel rank × model. */
export const ENGINE: Level = { name: 'engine', labels: ['job', 'instance', ENGINE_LABEL.engine, ENGINE_LABEL.model] };

/** All engines of a model. Numerators and denominators are summed, ratios never averaged. */
export const MODEL: Level = { name: 'model', labels: ['job', ENGINE_LABEL.model] };

/** What a table of rules is written for. */
export interface Scope {
  readonly level: Level;
  readonly window: Span;
}

/** `by (job, model_name)` */
export const by = ({ labels }: Level, ...further: readonly string[]): string =>
  `by (${[...labels, ...further].join(', ')})`;
