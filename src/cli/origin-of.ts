import type { Origin, Report } from '../report/index.ts';
import { shownCommand } from './shown-command.ts';

interface OriginOptions {
  readonly hasPast: boolean;
  /** Whether the command, given later, would look at a later stretch. */
  readonly endsNow?: boolean;
}

/** What a report that is kept says of where it comes from: this command, now. */
export const originOf = ({ window }: Report, { hasPast, endsNow = false }: OriginOptions): Origin => ({
  commandLine: shownCommand(process.argv.slice(2), endsNow ? window : undefined),
  generatedAtSeconds: Date.now() / 1000,
  hasPast,
});
