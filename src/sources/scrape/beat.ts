/** Says when the answers of a beat are together, so that one observation is made of them. */
export interface Beat {
  /** Takes note of an answer; true when an observation is due with it. */
  isComplete(target: string, nowSeconds: number): boolean;
}

/** A target that has not answered for so many beats is not waited for. */
const PATIENCE_BEATS = 2;

/** Nor is any for longer than this share of a beat after the first answer of it. */
const GRACE_BEATS = 0.5;

/** Beats are not quite that regular; an early one must not be missed. */
const EARLY_BEATS = 0.9;

/** One observation per beat: when every target that is alive has answered, or half a beat after the first that did. */
export function createBeat(targets: readonly string[], everySeconds: number): Beat {
  const waitingFor = new Set(targets);
  const answeredAt = new Map<string, number>();
  let firstAtSeconds: number | undefined;
  let dueAtSeconds = Number.NEGATIVE_INFINITY;
  return {
    isComplete(target, nowSeconds) {
      answeredAt.set(target, nowSeconds);
      if (nowSeconds < dueAtSeconds) return false;
      firstAtSeconds ??= nowSeconds;
      waitingFor.delete(target);
      if (waitingFor.size > 0 && nowSeconds < firstAtSeconds + GRACE_BEATS * everySeconds) return false;
      dueAtSeconds = firstAtSeconds + EARLY_BEATS * everySeconds;
      firstAtSeconds = undefined;
      waitingFor.clear();
      for (const [name, atSeconds] of answeredAt) {
        if (nowSeconds - atSeconds < PATIENCE_BEATS * everySeconds) waitingFor.add(name);
      }
      return true;
    },
  };
}
