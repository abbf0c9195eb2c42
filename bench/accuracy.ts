import {
  WAYS,
  errorsOf,
  fitted,
  quantileOfErrors,
  servingGroups,
  ttftOf,
  type Errors,
  type ServingGroup,
  type ServingGroups,
  type Way,
} from '../test/accuracy/serving-accuracy.ts';
import type { Interval } from '../src/roofline/calibration/index.ts';
import { described } from '../test/accuracy/measured-serving.ts';
import { median, type BenchRow } from './bench-row.ts';

const TITLES: Readonly<Record<Way, string>> = {
  floor: 'the roofs alone',
  oneEfficiency: 'one memory efficiency, fitted to these rows',
  universal: 'universal constants',
  fitted: 'fitted to these rows',
  heldOut: 'fitted to the other shapes',
};

/** The errors of a group of rows, by way. */
type Compared = ServingGroup & { readonly errors: Readonly<Record<Way, Errors>> };

/**
 * Predicted against measured TPOT and TTFT of vLLM on H100; see test/fixtures/README.md. These rows are a sixth of those that the
 * universal constants come from, so only what is fitted to the other shapes is quite independent of what it is held against.
 */
export function benchAccuracy(): BenchRow[] {
  const all = servingGroups('auto');
  const groups = all.groups.map(compared);
  console.log('Error of predicted TPOT. Half of the rows are within the first number, nine of ten within the second.');
  for (const { deployment, errors } of groups) printErrors(deployment, errors);
  for (const isMixture of [false, true]) printErrors(isMixture ? 'all MoE' : 'all dense', together(groups, isMixture));
  printConstants(all.groups);
  printTtft(all.groups);
  console.log(
    '\nWith 8-bit keys and values beside 8-bit weights. Not recorded; 16 bits is the default, and explains the queues.',
  );
  const others = servingGroups('weights').groups.filter(({ deployment }) => deployment.includes('fp8'));
  for (const { deployment, errors } of others.map(compared)) printErrors(deployment, errors);
  printLeftOut(all);
  return [
    rowOf(groups, 'universal', false, { claim: 10, goal: 10 }),
    rowOf(groups, 'universal', true, { claim: 15, goal: 15 }),
    rowOf(groups, 'heldOut', false, { claim: 6, goal: 6 }),
    rowOf(groups, 'heldOut', true, { claim: 10, goal: 10 }),
  ];
}

const compared = (group: ServingGroup): Compared => ({ ...group, errors: byWay((way) => errorsOf(group, way)) });

const together = (groups: readonly Compared[], isMixture: boolean): Compared['errors'] =>
  byWay((way) => groups.filter((group) => group.isMixture === isMixture).flatMap(({ errors }) => errors[way]));

const byWay = (of: (way: Way) => Errors): Compared['errors'] => ({
  floor: of('floor'),
  oneEfficiency: of('oneEfficiency'),
  universal: of('universal'),
  fitted: of('fitted'),
  heldOut: of('heldOut'),
});

function rowOf(
  groups: readonly Compared[],
  way: Way,
  isMixture: boolean,
  { claim, goal }: { readonly claim: number; readonly goal: number },
): BenchRow {
  const errors = together(groups, isMixture)[way];
  return {
    what: `TPOT of ${errors.length} ${isMixture ? 'MoE' : 'dense'} rows, ${TITLES[way]}: median error`,
    measured: quantileOfErrors(errors, 0.5) * 100,
    unit: '%',
    claim: { below: claim },
    goal: { below: goal },
  };
}

function printErrors(title: string, errors: Compared['errors']): void {
  console.log(`  ${title}, ${errors.floor.length} rows`);
  for (const way of WAYS) {
    const [half, nineOfTen] = [0.5, 0.9].map((share) => percent(quantileOfErrors(errors[way], share)));
    console.log(`    ${TITLES[way].padEnd(46)} ${half} ${nineOfTen}  median with sign ${percent(median(errors[way]))}`);
  }
}

function printConstants(groups: readonly ServingGroup[]): void {
  console.log('\nConstants fitted, with 95 % intervals:');
  for (const { deployment, cases, universal } of groups) {
    const { calibration, intervals } = fitted(cases, universal);
    const parts = [
      `memory ${withInterval(calibration.memoryRatio, intervals.memoryRatio, 1)}`,
      `compute ${withInterval(calibration.computeRatio, intervals.computeRatio, 1)}`,
      `µs a layer ${withInterval(calibration.layerOverheadSeconds, intervals.layerOverheadSeconds, 1e6)}`,
      `µs a request ${withInterval(calibration.requestOverheadSeconds ?? 0, intervals.requestOverheadSeconds, 1e6)}`,
      `error ${percent(calibration.errorRatio)}`,
    ];
    console.log(`  ${deployment.padEnd(30)} ${parts.join('  ')}`);
  }
}

function printTtft(groups: readonly ServingGroup[]): void {
  console.log('\nTTFT, universal constants: rows between the bounds, and the median of predicted ÷ measured:');
  for (const group of groups) {
    const rows = ttftOf(group);
    const inside = rows.filter(({ isInside }) => isInside).length;
    const ratio = median(rows.map((each) => each.ratio)).toFixed(2);
    console.log(
      `  ${group.deployment.padEnd(30)} ${inside} of ${rows.length} (${percent(inside / rows.length)})  ${ratio}`,
    );
  }
}

function printLeftOut({ unexplained, withoutConcurrency, repeatedCount }: ServingGroups): void {
  console.log(`\nLeft out: ${repeatedCount} rows that repeat another;`);
  console.log(`  ${withoutConcurrency.length} rows whose number of clients is not recorded:`);
  for (const row of withoutConcurrency) console.log(`    ${described(row)}`);
  console.log(`  ${unexplained.length} rows whose clients waited although the KV cache had room (by Little's law):`);
  for (const row of unexplained) console.log(`    ${described(row)}`);
  console.log();
}

const percent = (ratio: number): string => `${(ratio * 100).toFixed(1).padStart(5)} %`;

function withInterval(value: number, interval: Interval | undefined, factor: number): string {
  const shown = (each: number): string => (each * factor).toPrecision(2);
  return `${shown(value)} (${interval ? `${shown(interval.low)}–${shown(interval.high)}` : 'kept'})`;
}
