import cliTruncate from 'cli-truncate';
import { engineBlock, fleetTable, silentOf, type EngineReport, type Paint, type Report } from '../../report/index.ts';
import { FLEET, placeOf, type Choice, type PageSize } from './choice.ts';
import { findingPage } from './finding-page.ts';
import type { FiringSince } from './firing-since.ts';
import type { History } from './history.ts';

export interface ViewOptions {
  readonly paint: Paint;
  readonly rows: number;
  readonly columns: number;
  /** What is watched; the last line ends with it. */
  readonly name: string;
  /** What was done last; the last line begins with it. */
  readonly note?: string;
  readonly choice?: Choice;
}

/** What watch has seen before. */
export interface Seen {
  readonly history: History;
  readonly since: FiringSince;
}

export interface View {
  readonly text: string;
  /** How far the page that is open may be moved. */
  readonly page: PageSize;
}

const MOST_ERRORS = 3;

/** What watch shows at one instant: one engine in full, several as a table that fits the terminal, worst first, or a page. */
export function view(report: Report, seen: Seen, options: ViewOptions): View {
  const { paint, rows, columns, name, note = '', choice = FLEET } = options;
  const unsaid = report.errors.length - MOST_ERRORS;
  const footer = [
    ...report.errors.slice(0, MOST_ERRORS).map(({ message }) => paint.alarm(`! ${message}`)),
    ...(unsaid > 0 ? [paint.alarm(`! and ${unsaid} more targets failed`)] : []),
    paint.faint([note, keysFor(report.engines, choice), name].filter((part) => part !== '').join(' · ')),
  ];
  const { lines, from } = bodyOf(report, seen, { ...options, choice });
  const room = Math.max(1, rows - footer.length - 2);
  const last = Math.max(0, lines.length - room);
  const first = Math.min(choice.line ?? placeInSight(from, room), last);
  const below = lines.length - first - room;
  const rest =
    below > 0 ? paint.faint(`… ${below} more lines${choice.line === undefined ? ' in a taller terminal' : ''}`) : '';
  // A line that wraps would push the first ones off the screen.
  const text = [...lines.slice(first, first + room), rest, ...footer].map((line) => cliTruncate(line, columns));
  return { text: text.join('\n'), page: { last, room } };
}

/** The first line to show, so that this one is in sight with what belongs to it. */
const placeInSight = (line: number, room: number): number =>
  line + LINES_OF_FINDING <= room ? 0 : line - Math.floor(room / 3);

const LINES_OF_FINDING = 5;

interface Body {
  readonly lines: string[];
  /** The line that has to be in sight. */
  readonly from: number;
}

function bodyOf(
  { engines, fleet, errors }: Report,
  { history, since }: Seen,
  { paint, columns, choice }: ViewOptions & { readonly choice: Choice },
): Body {
  const place = placeOf(choice, engines);
  const chosen = engines[place];
  if (!chosen) return { lines: ['no engine has answered yet'], from: 0 };
  const sinceOf = (id: string) => since.inWords(chosen, id);
  if (choice.line !== undefined && choice.finding !== undefined) {
    const id = choice.finding;
    return { lines: findingPage(chosen, id, { paint, columns, since: sinceOf(id) }), from: 0 };
  }
  if (engines.length === 1 || choice.isOpen) {
    const marks = { chosen: choice.finding, since: sinceOf };
    const lines = engineBlock(chosen, paint, { justNow: history.lines(chosen), marks });
    return { lines, from: choice.finding === undefined ? 0 : lines.findIndex((line) => line.includes(MARK)) };
  }
  const [header = '', ...table] = fleetTable(engines, paint, { fleet, silent: silentOf({ errors }) });
  const total = table.splice(engines.length).map((line) => `  ${line}`);
  const rows = table.map((line, i) => (i === place ? `${paint.accent(MARK)} ${line}` : `  ${line}`));
  return { lines: [`  ${header}`, ...total, ...rows], from: 0 };
}

const MARK = '▸';

/** What can be pressed here. */
function keysFor(engines: readonly EngineReport[], { isOpen, line }: Choice): string {
  const isTable = engines.length > 1 && !isOpen;
  if (line !== undefined) return '↑ ↓ Space scroll · Esc back · q quits';
  if (isTable) return '↑ ↓ choose an engine · Enter opens it · s saves a report · q quits with one';
  const others = engines.length > 1 ? ' · ← → other engines · Esc back' : '';
  return `↑ ↓ choose a finding · ? explains it${others} · s saves a report · q quits with one`;
}
