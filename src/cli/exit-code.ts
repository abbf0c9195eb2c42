/** What scripts may rely on. `findings`: some fire that are more than worth knowing. */
export const EXIT = { ok: 0, findings: 1, notMeasured: 2, usage: 64, interrupted: 130 } as const;

/** The command line or the settings are wrong. The message says which part, what was found and what is accepted. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
