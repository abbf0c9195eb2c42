import type { EngineComparison, Judged, Shift } from '../../src/comparison/index.ts';
import { compareEngines } from '../../src/comparison/index.ts';
import { engineSides } from '../../src/cli/compare/engine-sides.ts';
import { NO_SETTINGS } from '../../src/settings/index.ts';
import { recordingSource, type Selection } from '../../src/sources/index.ts';

/** A recording, and which part of it. */
export type Part = readonly [path: string, selection?: Selection];

/** As the command does, with the step it would choose. */
export async function comparedRecordings(a: Part, b: Part, asked?: number): Promise<EngineComparison> {
  const place = ([path, selection = {}]: Part) => ({ source: recordingSource(path), selection, isRecording: true });
  const { sides, stepSeconds } = await engineSides({ a: place(a), b: place(b) }, NO_SETTINGS, asked, {});
  return compareEngines(sides, { thresholdRatio: 0.05, stepSeconds });
}

export const offset = (seconds: number) => ({ kind: 'offset', seconds }) as const;

export function judgedOf({ system }: Pick<EngineComparison, 'system'>, id: string): Judged {
  const judged = system.find((each) => each.id === id);
  if (!judged) throw new Error(`${id} is not judged`);
  return judged;
}

export function shiftOf({ workload }: Pick<EngineComparison, 'workload'>, id: string): Shift {
  const shift = workload.find((each) => each.id === id);
  if (!shift) throw new Error(`${id} is no property of the workload`);
  return shift;
}
