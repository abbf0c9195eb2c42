import type { DataQuery } from '@grafana/schema';
import type { Latency, MeasureId } from '../../analysis/index.ts';
import type { QueryKind } from './query-kinds.ts';

export type { Latency };

/** The latencies that have percentiles, and what people call them. */
export const LATENCIES: Readonly<Record<Latency, string>> = {
  ttft: 'TTFT',
  tpot: 'TPOT',
  itl: 'ITL',
  e2e: 'end to end',
  queue: 'queue',
};

/** What a panel asks. Every text may hold template variables; what is left out means all, or what the settings say. */
export interface RidgelineQuery extends DataQuery {
  readonly kind: QueryKind;
  /** For kind `measures`. */
  readonly measures?: readonly MeasureId[];
  /** For kind `percentiles`. */
  readonly latency?: Latency;
  /** For kind `events`; those that cost little where not given. */
  readonly events?: readonly EventKind[];
  /** Regular expressions that have to match the whole label, as in PromQL. */
  readonly model?: string;
  readonly engine?: string;
  readonly target?: string;
  /** Further label matchers as in PromQL: `namespace="prod"`. */
  readonly match?: string;
  /** How far each point of a series looks back, such as `1m`; a step, and at least four scrapes, where not given. */
  readonly window?: string;
  /** Seconds; instead of what the settings promise. */
  readonly objective?: { readonly ttft?: string; readonly tpot?: string; readonly e2e?: string };
  /** `total` adds up all engines (numerators and denominators, never ratios); otherwise each for itself. */
  readonly combine?: 'engines' | 'total';
}

/** What can happen to an engine, for kind `events`. */
export const EVENT_KINDS = ['restarts', 'configuration', 'findings'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Those that cost little: findings need all that an engine exposes, step by step. */
export const DEFAULT_EVENTS: readonly EventKind[] = ['restarts', 'configuration'];

export const DEFAULT_QUERY: Omit<RidgelineQuery, 'refId'> = { kind: 'answer' };

/** What may be missing in a query that was written by hand or by an older version. */
export const withDefaults = (query: RidgelineQuery): RidgelineQuery => ({ ...DEFAULT_QUERY, ...query });
