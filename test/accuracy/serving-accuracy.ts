import { fitCalibration, isRefusal, type CalibrationFit } from '../../src/roofline/calibration/index.ts';
import { universalCalibration, type Calibration } from '../../src/roofline/index.ts';
import { deploymentOf, measuredServing, shapeOf, type MeasuredServing } from './measured-serving.ts';
import { isUnexplained, servingCase, type KvRule, type ServingCase } from './predicted-serving.ts';

/** Cases that one calibration is for. */
export interface ServingGroup {
  readonly deployment: string;
  readonly isMixture: boolean;
  readonly universal: Calibration;
  readonly cases: readonly ServingCase[];
}

export interface ServingGroups {
  readonly groups: readonly ServingGroup[];
  /** Clients waited for what is not recorded. */
  readonly unexplained: readonly MeasuredServing[];
  readonly withoutConcurrency: readonly MeasuredServing[];
  readonly repeatedCount: number;
}

export function servingGroups(kvRule: KvRule): ServingGroups {
  const { rows, repeatedCount, withoutConcurrency } = measuredServing();
  const cases = rows.map((row) => servingCase(row, kvRule));
  const kept = cases.filter((each) => !isUnexplained(each));
  const names = [...new Set(kept.map(({ row }) => deploymentOf(row)))];
  return {
    groups: names.map((name) =>
      groupOf(
        name,
        kept.filter(({ row }) => deploymentOf(row) === name),
      ),
    ),
    unexplained: cases.filter(isUnexplained).map(({ row }) => row),
    withoutConcurrency,
    repeatedCount,
  };
}

function groupOf(deployment: string, cases: readonly ServingCase[]): ServingGroup {
  const model = cases[0]?.deployment.model;
  if (!model) throw new Error(`no rows of ${deployment}`);
  const isMixture = model.layers.some(({ feedForward }) => feedForward.kind === 'experts');
  return { deployment, isMixture, universal: universalCalibration(model), cases };
}

/** Relative errors of TPOT, predicted ÷ measured − 1, in the order of the cases. */
export type Errors = readonly number[];

/** The ways to predict that are compared. */
export const WAYS = ['floor', 'oneEfficiency', 'universal', 'fitted', 'heldOut'] as const;

export type Way = (typeof WAYS)[number];

export function errorsOf(group: ServingGroup, way: Way): Errors {
  const { cases, universal } = group;
  switch (way) {
    case 'floor':
      return errorsWith(cases, { ...universal, memoryRatio: 1, computeRatio: 1, layerOverheadSeconds: 0 });
    case 'oneEfficiency':
      return errorsWith(cases, oneEfficiency(group));
    case 'universal':
      return errorsWith(cases, universal);
    case 'fitted':
      return errorsWith(cases, fitted(cases, universal).calibration);
    case 'heldOut':
      return heldOutErrors(group);
  }
}

const errorsWith = (cases: readonly ServingCase[], calibration: Calibration): Errors =>
  cases.map((each) => each.predict(calibration).tpotSeconds.value / each.row.tpotSeconds - 1);

export function fitted(
  cases: readonly ServingCase[],
  start: Calibration,
  options?: Parameters<typeof fitCalibration>[2],
): CalibrationFit {
  const samples = cases.map((each) => ({
    predictSeconds: (calibration: Calibration) => each.predict(calibration).tpotSeconds.value,
    measuredSeconds: each.row.tpotSeconds,
    requests: each.row.concurrency,
  }));
  const answer = fitCalibration(samples, start, options);
  if (isRefusal(answer)) throw new Error(answer.problems.join('; '));
  return answer;
}

/** What tools without a third constant can do at best: the share of bandwidth that fits these very rows, and no overhead. */
const oneEfficiency = ({ cases, universal }: ServingGroup): Calibration =>
  fitted(cases, { ...universal, layerOverheadSeconds: 0 }, { constants: ['memoryRatio'] }).calibration;

/** Each shape predicted by constants fitted to the other shapes. */
function heldOutErrors({ cases, universal }: ServingGroup): Errors {
  const shapes = [...new Set(cases.map(({ row }) => shapeOf(row)))];
  const calibrations = new Map(
    shapes.map((shape) => [
      shape,
      fitted(
        cases.filter(({ row }) => shapeOf(row) !== shape),
        universal,
      ).calibration,
    ]),
  );
  return cases.flatMap((each) => {
    const calibration = calibrations.get(shapeOf(each.row));
    return calibration ? errorsWith([each], calibration) : [];
  });
}

/** Of |error|: what such a share of them is within. */
export function quantileOfErrors(errors: Errors, share: number): number {
  const sizes = errors.map(Math.abs).sort((left, right) => left - right);
  return sizes[Math.max(0, Math.ceil(share * sizes.length) - 1)] ?? Number.NaN;
}

/** Predicted TTFT ÷ measured, and whether the measured one lies between the bounds of the prediction. */
export const ttftOf = ({ cases, universal }: ServingGroup) =>
  cases.map((each) => {
    const { value, low, high } = each.predict(universal).ttftSeconds;
    const { ttftSeconds } = each.row;
    return { ratio: value / ttftSeconds, isInside: low <= ttftSeconds && ttftSeconds <= high };
  });
