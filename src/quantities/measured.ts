import type { Annotation } from './annotation.ts';
import type { Unit } from './units.ts';

/** Why a number cannot be given. Absent is never zero. */
export type UnknownReason =
  | 'not-exported' // this vLLM (or this configuration of it) does not expose what is needed
  | 'feature-off' // exposed, but it only moves when an option of the engine is on
  | 'no-traffic' // nothing happened in the window that could be measured
  | 'one-sample' // a change over time needs two scrapes
  | 'not-declared' // ridgeline.yaml has to say it
  | 'instrument-fault' // the engine reports an impossible value
  | 'not-observable'; // the metrics cannot tell, however long one looks

/**
 * A number with its unit, or the reason why there is none.
 *
 * `low` and `high` bound the truth where the data only brackets it; either may be absent when that side has no bound.
 * `value` is then the best estimate inside. `parts` names addends of `value`, in the same unit.
 */
export type Measured =
  | {
      readonly known: true;
      readonly value: number;
      readonly low?: number;
      readonly high?: number;
      readonly unit: Unit;
      readonly parts?: Readonly<Record<string, number>>;
      readonly annotations: readonly Annotation[];
    }
  | {
      readonly known: false;
      readonly reason: UnknownReason;
      /** What would have to be there: metric names, settings keys or flags. */
      readonly missing: readonly string[];
    };

export type Known = Extract<Measured, { known: true }>;
export type Unknown = Extract<Measured, { known: false }>;

export interface Detail {
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  readonly parts?: Readonly<Record<string, number>> | undefined;
  readonly annotations?: readonly Annotation[] | undefined;
}

/**
 * A known value. NaN and infinities never get through: they become an instrument fault (`value`) or no bound (`low`, `high`).
 */
export function known(value: number, unit: Unit, detail: Detail = {}): Measured {
  if (!Number.isFinite(value)) return unknown('instrument-fault', [`a finite number (got ${value})`]);
  return {
    known: true,
    value,
    ...(isFinite(detail.low) && { low: detail.low }),
    ...(isFinite(detail.high) && { high: detail.high }),
    unit,
    ...(detail.parts && { parts: detail.parts }),
    annotations: detail.annotations ?? [],
  };
}

/** The same for what is left out where there is no number: undefined instead of a reason. */
export function quantityOf(value: number, unit: Unit, detail?: Detail): Known | undefined {
  const measured = known(value, unit, detail);
  return measured.known ? measured : undefined;
}

const isFinite = (bound: number | undefined): bound is number => Number.isFinite(bound);

export const unknown = (reason: UnknownReason, missing: readonly string[] = []): Unknown => ({
  known: false,
  reason,
  missing,
});
