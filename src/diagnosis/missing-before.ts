import type { Measured } from '../quantities/index.ts';

/** What would have to be known of the window before. */
export const missingBefore = (measured: Measured): string[] =>
  measured.known ? [] : measured.missing.map((name) => `${name} in the window before`);
