import type { Analysis } from '../src/analysis/index.ts';
import { diagnose, diagnoseFleet, RULES } from '../src/diagnosis/index.ts';
import { SCENARIOS } from '../test/diagnosis/scenarios/index.ts';
import { isRight, judged, type Judged } from '../test/diagnosis/scenarios/judged.ts';
import type { BenchRow, Bound } from './bench-row.ts';
import { beside, confusionTable } from './confusion.ts';
import { isPlainlyRight, plainVerdict } from './plain-thresholds.ts';

const ENGINES = 1000;
const ROUNDS = 20;
// What is only said.
const NO_CLAIM = { atLeast: 0 } as const;

/** Engines of which it is known what limits them: how often the rules say so, beside plain thresholds, and what that costs. */
export function benchDiagnosis(): BenchRow[] {
  const all = SCENARIOS.map(judged);
  const plain = all.map(({ scenario }) => ({
    expected: scenario.boundBy,
    given: plainVerdict(scenario.observe()),
    withoutHits: plainVerdict(scenario.observe(), 0),
  }));
  const ours = all.map(({ scenario, boundBy }) => ({ expected: scenario.boundBy, given: boundBy }));
  console.log(
    beside(confusionTable('Rules: what is true, what is said', ours), confusionTable('Plain thresholds', plain)),
  );
  printWrong(all);
  printFired(all);

  const healthy = all.filter(({ scenario }) => scenario.isHealthy);
  const alarms = healthy.filter(({ critical }) => critical.length > 0).length;
  const cases = `${all.length} engines of known cause`;
  const byThresholds = (isSo: (pair: (typeof plain)[number]) => boolean) => shareOf(plain.filter(isSo), plain);
  return [
    row(`${cases}: cause and all findings right`, shareOf(all.filter(isRight), all), '%', { atLeast: 95 }),
    row(`${healthy.length} healthy of them: with a critical finding`, alarms, '', { below: 1 }),
    row(
      `${cases}: cause right by plain thresholds`,
      byThresholds(({ given, expected }) => isPlainlyRight(given, expected)),
      '%',
      NO_CLAIM,
    ),
    row(
      `${cases}: the same, none of them on cache hits`,
      byThresholds(({ withoutHits, expected }) => isPlainlyRight(withoutHits, expected)),
      '%',
      NO_CLAIM,
    ),
    ...costs(all.map(({ scenario }) => scenario.observe().analysis)),
  ];
}

const shareOf = (some: readonly unknown[], all: readonly unknown[]): number => (100 * some.length) / all.length;

const row = (what: string, measured: number, unit: string, claim: Bound): BenchRow => ({
  what,
  measured,
  unit,
  claim,
  goal: claim,
});

function printWrong(all: readonly Judged[]): void {
  const wrong = all.filter((each) => !isRight(each));
  console.log(`\nWrong, ${wrong.length} of ${all.length}:`);
  for (const { scenario, boundBy, missing } of wrong) {
    const without = missing.length > 0 ? `; quiet: ${missing.join(', ')}` : '';
    console.log(`  ${scenario.name}: ${boundBy}, not ${scenario.boundBy}${without}`);
  }
}

/** Of each rule that has to fire somewhere; elsewhere it may be right to fire, too, but not where all is well. */
function printFired(all: readonly Judged[]): void {
  console.log('\nFired where they have to, and on healthy engines:');
  const healthy = all.filter(({ scenario }) => scenario.isHealthy);
  for (const { id, severity } of RULES) {
    const wanted = all.filter(({ scenario }) => scenario.fires.includes(id));
    const found = wanted.filter(({ fires }) => fires.includes(id)).length;
    const alarms = healthy.filter(({ fires }) => fires.includes(id)).length;
    if (wanted.length + alarms === 0) continue;
    const wantedFound = wanted.length === 0 ? '' : `${found} of ${wanted.length}`;
    console.log(`  ${id.padEnd(26)} ${wantedFound.padEnd(12)} ${`${alarms}`.padStart(3)} (${severity})`);
  }
  console.log();
}

/** By the dearest engine, since a mean would hide it. */
function costs(analyses: readonly Analysis[]): BenchRow[] {
  const milliseconds = Math.max(
    ...analyses.map(
      (analysis) => 1e3 * secondsEach(() => diagnose(analysis, { replicas: [analysis], before: undefined })),
    ),
  );
  const fleet = Array.from({ length: ENGINES }, (_, i): Analysis[] => {
    const analysis = analyses[i % analyses.length];
    // All of one model, which is the most that there can be to compare.
    return analysis ? [{ ...analysis, engine: { ...analysis.engine, target: `engine-${i}`, model: 'm' } }] : [];
  }).flat();
  const fleetSeconds = secondsEach(() => diagnoseFleet(fleet, fleet));
  return [
    row(`${RULES.length} rules, one engine and window, the dearest of all`, milliseconds, 'ms', {
      below: RULES.length,
    }),
    row('the same, ÷ rules', milliseconds / RULES.length, 'ms', { below: 1 }),
    row(`${ENGINES} engines of one model diagnosed`, fleetSeconds, 's', { below: 1 }),
  ];
}

/** The fastest of many: neither warming up nor what other processes took is the cost of the work. */
function secondsEach(work: () => unknown): number {
  const seconds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    work();
    return (performance.now() - start) / 1e3;
  });
  return Math.min(...seconds);
}
