import { formatBound, holds } from './bench-row.ts';
import { benchFleetCycle } from './fleet-cycle.ts';
import { benchParse } from './parse.ts';
import { benchWholeRecording } from './whole-recording.ts';

// What we claim of speed, measured beside a peer or against a limit in this run. Exits 1 when a claim does not hold; a goal
// that is missed is only said.
const rows = [...benchParse(), ...benchWholeRecording(), ...benchFleetCycle()];
for (const { what, measured, unit, claim, goal } of rows) {
  const verdict = !holds(measured, claim)
    ? 'BROKEN'
    : holds(measured, goal)
      ? 'holds'
      : `goal ${formatBound(goal)} missed`;
  console.log(
    `${what.padEnd(78)} ${measured.toPrecision(3).padStart(6)} ${unit.padEnd(6)} claimed ${formatBound(claim)}  ${verdict}`,
  );
}
process.exitCode = rows.every(({ measured, claim }) => holds(measured, claim)) ? 0 : 1;
