import { DIVISION } from '../metrics/catalogue/index.ts';
import type { Known } from '../quantities/index.ts';

/** Requests per second, by how they finished. */
interface Finishes {
  readonly cutOff: number;
  readonly aborted: number;
  /** Undefined before vLLM 0.14, which has no such reason. */
  readonly failed: number | undefined;
}

/** Undefined where a reason is missing that every version has. */
export function finishesOf({ parts = {} }: Known): Finishes | undefined {
  const { [DIVISION.stopped]: stopped, [DIVISION.cutOff]: cutOff, [DIVISION.aborted]: aborted } = parts;
  if (stopped === undefined || cutOff === undefined || aborted === undefined) return undefined;
  return { cutOff, aborted, failed: parts[DIVISION.failed] };
}
