import type { Analysis } from '../src/analysis/index.ts';
import { diagnose, diagnoseFleet, RULES } from '../src/diagnosis/index.ts';
import { SCENARIOS } from '../test/diagnosis/scenarios/index.ts';
import { drawn } from '../test/diagnosis/scenarios/drawn.ts';
import { isRight, judged, type Judged } from '../test/diagnosis/scenarios/judged.ts';
import type { BenchRow, Bound } from './bench-row.ts';
import { beside, confusionTable } from './confusion.ts';
import { cpuSecondsEach } from './cpu-seconds.ts';
import { isPlainlyRight, plainVerdict } from './plain-thresholds.ts';

const ENGINES = 1000;
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
    ...drawnRows(),
    ...costs(all.map(({ scenario }) => scenario.observe().analysis)),
  ];
}

/** Nobody chose their numbers. */
function drawnRows(): BenchRow[] {
  const all = drawn(EACH).map(judged);
  const plain = all.filter(({ scenario }) => isPlainlyRight(plainVerdict(scenario.observe(), 0), scenario.boundBy));
  const what = `${all.length} engines drawn at random`;
  return [
    row(`${what}: cause right`, shareOf(all.filter(isRight), all), '%', { atLeast: 95 }),
    row(`${what}: cause right by plain thresholds without those on cache hits`, shareOf(plain, all), '%', NO_CLAIM),
  ];
}

/** Of each of six kinds. */
const EACH = 60;

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

/** CPU time, since others may share the machine; of one engine that of the dearest, since a mean would hide it. */
function costs(analyses: readonly Analysis[]): BenchRow[] {
  const milliseconds = Math.max(
    ...analyses.map(
      (analysis) => 1e3 * cpuSecondsEach(() => diagnose(analysis, { replicas: [analysis], before: undefined })),
    ),
  );
  const ofTen = fleetOf(analyses, ENGINES / 10);
  const ofAll = fleetOf(analyses, 1);
  const rules = `${RULES.length} rules, one engine and window, the dearest of all`;
  return [
    row(rules, milliseconds, 'ms', { below: RULES.length }),
    row('the same, ÷ rules', milliseconds / RULES.length, 'ms', { below: 1 }),
    row(
      `${ENGINES} engines diagnosed, ten of each model`,
      cpuSecondsEach(() => diagnoseFleet(ofTen, ofTen), 5),
      's CPU',
      { below: 1 },
    ),
    {
      ...row(
        `${ENGINES} engines diagnosed, all of one model`,
        cpuSecondsEach(() => diagnoseFleet(ofAll, ofAll), 3),
        's CPU',
        { below: 10 },
      ),
      goal: { below: 1 },
    },
  ];
}

const fleetOf = (analyses: readonly Analysis[], models: number): Analysis[] =>
  Array.from({ length: Math.ceil(ENGINES / analyses.length) }, () => analyses)
    .flat()
    .slice(0, ENGINES)
    .map((analysis, i) => ({
      ...analysis,
      engine: { ...analysis.engine, target: `engine-${i}`, model: `model-${i % models}` },
    }));
