import type { MeasureId, Measures } from '../analysis/index.ts';
import { formatQuantity, quantityOf, type Detail, type Known, type Unit } from '../quantities/index.ts';

/** One number that a finding stands on. */
export interface Evidence {
  /** What it is, for people: "most requests running". */
  readonly what: string;
  /** Where it comes from; null for what was declared, or is arithmetic on other evidence. */
  readonly measure: MeasureId | null;
  readonly measured: Known;
  /** What it was compared with. */
  readonly bound?: Bound | undefined;
}

export interface Bound {
  readonly relation: '<' | '≤' | '≥' | '>';
  readonly value: number;
}

/** By the names that texts of the same finding use for them. */
export type EvidenceByName = Readonly<Record<string, Evidence>>;

/** A measure as evidence. */
export const measuredEvidence = (what: string, measure: MeasureId, measured: Known, bound?: Bound): Evidence => ({
  what,
  measure,
  measured,
  bound,
});

/** The same of one that may not be known. */
export function evidenceIfKnown(what: string, id: MeasureId, measures: Measures, bound?: Bound): Evidence | undefined {
  const measured = measures[id];
  return measured.known ? measuredEvidence(what, id, measured, bound) : undefined;
}

/** What follows from other evidence, or was declared. Throws where that is no finite number: nobody can judge by it. */
export function derivedEvidence(
  what: string,
  value: number,
  unit: Unit,
  { bound, ...bounds }: Pick<Detail, 'low' | 'high'> & { readonly bound?: Bound } = {},
): Evidence {
  const measured = quantityOf(value, unit, bounds);
  if (!measured) throw new Error(`${what}: ${value} is no number to judge by`);
  return { what, measure: null, measured, bound };
}

/**
 * A text with its numbers: `{name}` becomes the value of the evidence of that name, `{name.low}` and `{name.high}` its
 * bounds, `{name.bound}` what it was compared with. So no text has a number that is not evidence. Throws on a name that
 * nothing has.
 */
export const inWords = (template: string, evidence: EvidenceByName): string =>
  template.replace(/\{(\w+)(?:\.(low|high|bound))?\}/g, (_, name: string, side?: 'low' | 'high' | 'bound') => {
    const found = evidence[name];
    if (!found) throw new Error(`"${template}" speaks of ${name}, which is no evidence`);
    const { measured, bound } = found;
    const value = side === undefined ? measured.value : side === 'bound' ? bound?.value : measured[side];
    if (value === undefined) throw new Error(`"${template}": ${name} has no ${side}`);
    return formatQuantity(value, measured.unit);
  });
