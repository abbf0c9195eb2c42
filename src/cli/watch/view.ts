import cliTruncate from 'cli-truncate';
import { engineBlock, engineKey, fleetTable, type EngineReport, type Paint, type Report } from '../../report/index.ts';
import type { History } from './history.ts';

/** Which engine of the table is chosen, wherever it moves to, and whether it is open. None yet: the worst. */
export interface Choice {
  readonly engine: string | undefined;
  readonly isOpen: boolean;
}

export const FLEET: Choice = { engine: undefined, isOpen: false };

// What terminals send.
const KEYS = { up: '\u001B[A', down: '\u001B[B', enter: '\r', escape: '\u001B' };

/** The choice after a key; other keys change nothing. */
export function chooseEngine(choice: Choice, key: string, engines: readonly EngineReport[]): Choice {
  const step = key === KEYS.up ? -1 : key === KEYS.down ? 1 : 0;
  if (step === 0) return { ...choice, isOpen: key === KEYS.enter || (choice.isOpen && key !== KEYS.escape) };
  const next = engines[Math.min(Math.max(0, placeOf(choice, engines) + step), engines.length - 1)];
  return { ...choice, engine: next && engineKey(next) };
}

/** The chosen engine's place among these; the worst when it is gone. */
const placeOf = ({ engine }: Choice, engines: readonly EngineReport[]): number =>
  Math.max(
    0,
    engines.findIndex((each) => engineKey(each) === engine),
  );

export interface ViewOptions {
  readonly paint: Paint;
  readonly rows: number;
  readonly columns: number;
  /** What the last line says. */
  readonly hint: string;
  readonly choice?: Choice;
}

const MOST_ERRORS = 3;

/** What watch shows at one instant: one engine in full, several as a table that fits the terminal, worst first. */
export function view(report: Report, history: History, options: ViewOptions): string {
  const { paint, rows, columns, hint } = options;
  const unsaid = report.errors.length - MOST_ERRORS;
  const footer = [
    ...report.errors.slice(0, MOST_ERRORS).map(({ message }) => paint.alarm(`! ${message}`)),
    ...(unsaid > 0 ? [paint.alarm(`! and ${unsaid} more targets failed`)] : []),
    paint.faint(hint),
  ];
  const body = bodyOf(report, history, options);
  const room = Math.max(1, rows - footer.length - 2);
  const hidden = body.length - room;
  const rest = hidden > 0 ? paint.faint(`… ${hidden} more lines in a taller terminal`) : '';
  // A line that wraps would push the first ones off the screen.
  return [...body.slice(0, room), rest, ...footer].map((line) => cliTruncate(line, columns)).join('\n');
}

function bodyOf({ engines, fleet }: Report, history: History, { paint, choice = FLEET }: ViewOptions): string[] {
  const place = placeOf(choice, engines);
  const chosen = engines[place];
  if (!chosen) return ['no engine has answered yet'];
  if (engines.length === 1 || choice.isOpen) return engineBlock(chosen, paint, history.lines(chosen));
  const [header = '', ...table] = fleetTable(engines, paint, { fleet });
  const total = table.splice(engines.length).map((line) => `  ${line}`);
  return [
    `  ${header}`,
    ...total,
    ...table.map((line, i) => (i === place ? `${paint.accent('▸')} ${line}` : `  ${line}`)),
  ];
}
