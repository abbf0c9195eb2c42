import type { Bound, Evidence } from './evidence.ts';
import type { Objection } from './outcome.ts';

/** Found where the evidence is beyond its bound, inside of which the finding stands; unknown without evidence. */
export function objection(claim: string, evidence: Evidence | undefined): Objection {
  if (!evidence?.bound) return { claim, found: 'unknown', evidence };
  const { measured, bound } = evidence;
  return { claim, found: isInside(measured.value, bound) ? 'no' : 'yes', evidence };
}

function isInside(value: number, bound: Bound): boolean {
  switch (bound.relation) {
    case '<':
      return value < bound.value;
    case '≤':
      return value <= bound.value;
    case '≥':
      return value >= bound.value;
    case '>':
      return value > bound.value;
  }
}
