/**
 * Evidence for a cap on running requests, which vLLM does not export: while requests wait, a full engine runs at its cap
 * scrape after scrape. Counts only scrapes at which something waited.
 */
export interface Plateau {
  readonly samplesWaiting: number;
  /** The most requests running at any of them, and at how many of them it was exactly that. */
  readonly maximumRunning: number;
  readonly samplesAtMaximum: number;
  /** At so many or more: who counted could tell no better. */
  readonly atLeast?: boolean;
}

export const NO_PLATEAU: Plateau = { samplesWaiting: 0, maximumRunning: 0, samplesAtMaximum: 0 };

export const plateauOf = (running: number, waiting: number): Plateau =>
  waiting > 0 ? { samplesWaiting: 1, maximumRunning: running, samplesAtMaximum: 1 } : NO_PLATEAU;

export function joinPlateaus(left: Plateau, right: Plateau): Plateau {
  const maximumRunning = Math.max(left.maximumRunning, right.maximumRunning);
  const atMaximum = (plateau: Plateau) => (plateau.maximumRunning === maximumRunning ? plateau.samplesAtMaximum : 0);
  return {
    samplesWaiting: left.samplesWaiting + right.samplesWaiting,
    maximumRunning,
    samplesAtMaximum: atMaximum(left) + atMaximum(right),
    ...((left.atLeast ?? right.atLeast) && { atLeast: true }),
  };
}
