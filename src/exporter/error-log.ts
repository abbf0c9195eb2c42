import { printable } from '../quantities/index.ts';

/** Says what is wrong once, when it begins or changes, and when it is over: not again in every cycle. */
export interface ErrorLog {
  /** What fails in this cycle; what failed before and is not among it has recovered. */
  targets(failing: readonly TargetFailure[]): void;
  /** What kept a whole report from being made; undefined once one was made again. */
  cycle(trouble: string | undefined): void;
}

interface TargetFailure {
  readonly target: string;
  readonly code: string;
  readonly message: string;
}

export function createErrorLog(say: (line: string) => void): ErrorLog {
  let known = new Map<string, string>();
  let trouble: string | undefined;
  return {
    targets(failing) {
      const now = new Map<string, string>();
      for (const { target, code } of failing) now.set(target, [now.get(target), code].filter(Boolean).join(' '));
      for (const { target, message } of failing) if (known.get(target) !== now.get(target)) say(printable(message));
      for (const target of known.keys()) if (!now.has(target)) say(`${printable(target)} answers again.`);
      known = now;
    },
    cycle(message) {
      if (message !== undefined && message !== trouble) say(printable(message));
      trouble = message;
    },
  };
}
