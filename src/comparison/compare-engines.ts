import { annotation, distinctAnnotations, type Annotation, type Measured } from '../quantities/index.ts';
import type { ComparedStep } from './compared-step.ts';
import { goodputOf } from './goodput-of.ts';
import { findingsChange, limitedBy, type FindingsChange, type Limited, type Whole } from './limited-by.ts';
import { overallVerdict } from './overall.ts';
import type { Verdict } from './judge.ts';
import { ofSides, type OfSides } from './side.ts';
import { system, type Judged } from './system.ts';
import { workload, type Shift } from './workload.ts';

/** One side of a comparison of engines: its stretch as a whole, and step by step. */
export interface EngineSide extends Whole {
  readonly name: string;
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  readonly steps: readonly ComparedStep[];
}

/** What there is to know of a side before it is compared. */
export interface SideFacts {
  readonly name: string;
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  readonly engines: number;
  readonly models: readonly string[];
  /** Of all engines together. */
  readonly steps: number;
  readonly limitedBy: readonly Limited[];
  /** Of all engines together, as far as an objective is declared for them. */
  readonly goodputRatio: Measured;
  /** Of the data and the engines as a whole. */
  readonly annotations: readonly Annotation[];
}

/** What changed between two stretches of engines. */
export interface EngineComparison {
  readonly kind: 'engines';
  readonly verdict: Verdict;
  readonly thresholdRatio: number;
  readonly stepSeconds: number;
  readonly sides: OfSides<SideFacts>;
  readonly workload: readonly Shift[];
  readonly system: readonly Judged[];
  readonly findings: FindingsChange;
}

/** How it is compared. */
export interface EngineCompareOptions {
  readonly thresholdRatio: number;
  readonly stepSeconds: number;
}

/**
 * Whether B is slower than A, or was asked for something else: first the workload, then each response of the system at equal
 * load, then what limited either. Pure; B against A gives the inverse of A against B.
 */
export function compareEngines(
  sides: OfSides<EngineSide>,
  { thresholdRatio, stepSeconds }: EngineCompareOptions,
): EngineComparison {
  const steps = ofSides((side) => sides[side].steps);
  const shifts = workload(steps);
  const judged = system(steps, shifts, thresholdRatio);
  return {
    kind: 'engines',
    verdict: overallVerdict(judged),
    thresholdRatio,
    stepSeconds,
    sides: ofSides((side) => factsOf(sides[side])),
    workload: shifts,
    system: judged,
    findings: findingsChange(sides),
  };
}

function factsOf(side: EngineSide): SideFacts {
  const { name, startAtSeconds, endAtSeconds, analyses, steps } = side;
  return {
    name,
    startAtSeconds,
    endAtSeconds,
    engines: analyses.length,
    models: [...new Set(analyses.flatMap(({ engine }) => engine.model ?? []))],
    steps: steps.length,
    limitedBy: limitedBy(side),
    goodputRatio: goodputOf(analyses),
    annotations: distinctAnnotations(
      analyses.flatMap(({ annotations, engine }) =>
        annotations.map(({ id, message }) =>
          annotation(id, analyses.length > 1 ? `${engine.target} ${engine.engine ?? ''}: ${message}` : message),
        ),
      ),
    ),
  };
}
