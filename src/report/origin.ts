/** Where a report comes from, which it cannot know by itself. */
export interface Origin {
  /** That made it, without secrets. */
  readonly commandLine?: string | undefined;
  readonly generatedAtSeconds?: number | undefined;
  /** Whether the same stretch can be read again: a recording, a Prometheus. */
  readonly hasPast: boolean;
}
