import { benchAccuracy } from './accuracy.ts';
import { formatBound, holds, type BenchRow } from './bench-row.ts';
import { benchCompare } from './compare.ts';
import { benchDiagnosis } from './diagnosis.ts';
import { benchExporter } from './exporter.ts';
import { benchFleet } from './fleet.ts';
import { benchFleetCycle } from './fleet-cycle.ts';
import { benchGrafana } from './grafana.ts';
import { benchParse } from './parse.ts';
import { benchRoofline } from './roofline.ts';
import { benchWholeRecording } from './whole-recording.ts';

// What we claim of speed and accuracy, measured beside a peer or against a limit in this run. Exits 1 when a claim does not hold, twice; a goal
// that is missed is only said. A name runs that bench alone, at full length unless there is --short; without a name all run,
// those that would take minutes short.
const BENCHES: Readonly<Record<string, (isShort: boolean) => BenchRow[] | Promise<BenchRow[]>>> = {
  parse: benchParse,
  'whole-recording': benchWholeRecording,
  'fleet-cycle': benchFleetCycle,
  fleet: benchFleet,
  exporter: benchExporter,
  roofline: benchRoofline,
  grafana: benchGrafana,
  accuracy: benchAccuracy,
  diagnosis: benchDiagnosis,
  compare: benchCompare,
};

const names = process.argv.slice(2).filter((argument) => argument !== '--short');
const stray = names.filter((name) => !(name in BENCHES));
if (stray.length > 0) throw new Error(`no bench ${stray.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`);
const isShort = names.length === 0 || process.argv.includes('--short');

const rows: MeasuredRow[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (names.length === 0 || names.includes(name)) rows.push(...(await atMostTwice(() => bench(isShort))));
}
for (const { what, measured, unit, claim, goal, before } of rows) {
  const again = before === undefined ? '' : `, measured again after ${before.toPrecision(3)}`;
  const verdict = !holds(measured, claim)
    ? 'BROKEN'
    : holds(measured, goal)
      ? 'holds'
      : `goal ${formatBound(goal)} missed`;
  console.log(
    `${what.padEnd(82)} ${measured.toPrecision(3).padStart(6)} ${unit.padEnd(6)} claimed ${formatBound(claim)}  ${verdict}${again}`,
  );
}
process.exitCode = rows.every(({ measured, claim }) => holds(measured, claim)) ? 0 : 1;

interface MeasuredRow extends BenchRow {
  /** What the first run measured, where that broke the claim. */
  readonly before?: number;
}

/** A busy machine breaks a claim once, a regression twice: rows that break theirs are measured again. */
async function atMostTwice(bench: () => BenchRow[] | Promise<BenchRow[]>): Promise<MeasuredRow[]> {
  const first = await bench();
  if (first.every(({ measured, claim }) => holds(measured, claim))) return first;
  const second = await bench();
  return first.map((row, i) =>
    holds(row.measured, row.claim) ? row : { ...(second[i] ?? row), before: row.measured },
  );
}
