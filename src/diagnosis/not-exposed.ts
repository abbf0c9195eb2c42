import type { Measured } from '../quantities/index.ts';

/** What these would need and the engine does not expose; one without traffic, or with a feature off, lacks nothing. */
export const notExposed = (...all: readonly Measured[]): readonly string[] =>
  all.flatMap((measured) =>
    measured.known || measured.reason === 'no-traffic' || measured.reason === 'feature-off' ? [] : measured.missing,
  );
