import type { Measured, Unknown } from '../quantities/index.ts';

/** Where nothing happened, or a feature is off, nothing is lacking. */
export const lacksSomething = ({ reason }: Unknown): boolean => reason !== 'no-traffic' && reason !== 'feature-off';

/** What these would need and the engine does not expose. */
export const notExposed = (...all: readonly Measured[]): readonly string[] =>
  all.flatMap((measured) => (!measured.known && lacksSomething(measured) ? measured.missing : []));
