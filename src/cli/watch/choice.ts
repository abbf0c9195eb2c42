import { engineKey, shownFindings, type EngineReport } from '../../report/index.ts';

/** What is looked at: one engine of the table, or open; one of its findings, or the page about that from a line on. */
export interface Choice {
  /** Wherever it moves to; none yet: the worst. */
  readonly engine: string | undefined;
  readonly isOpen: boolean;
  readonly finding: string | undefined;
  /** The first line of the page that is shown; undefined where no page is open. */
  readonly line: number | undefined;
}

export const FLEET: Choice = { engine: undefined, isOpen: false, finding: undefined, line: undefined };

/** How far a page can be moved: to its last line, and by as many as fit. */
export interface PageSize {
  readonly last: number;
  readonly room: number;
}

// What terminals send.
const KEYS = {
  up: ['\u001B[A', 'k'],
  down: ['\u001B[B', 'j'],
  left: ['\u001B[D', 'h'],
  right: ['\u001B[C', 'l'],
  pageUp: ['\u001B[5~', 'b'],
  pageDown: ['\u001B[6~', ' '],
  enter: ['\r'],
  explain: ['?'],
  escape: ['\u001B'],
} as const;
type Meant = keyof typeof KEYS;

/** The choice after a key; other keys change nothing. */
export function choose(choice: Choice, key: string, engines: readonly EngineReport[], page: PageSize): Choice {
  const meant = (Object.keys(KEYS) as Meant[]).find((each) => (KEYS[each] as readonly string[]).includes(key));
  if (meant === undefined) return choice;
  if (choice.line !== undefined) return onPage(choice, choice.line, meant, page);
  return engines.length === 1 || choice.isOpen ? onEngine(choice, meant, engines) : onTable(choice, meant, engines);
}

/** The chosen engine's place among these; the worst when it is gone. */
export const placeOf = ({ engine }: Choice, engines: readonly EngineReport[]): number =>
  Math.max(
    0,
    engines.findIndex((each) => engineKey(each) === engine),
  );

function onTable(choice: Choice, meant: Meant, engines: readonly EngineReport[]): Choice {
  if (meant === 'up' || meant === 'down') return another(choice, meant === 'up' ? -1 : 1, engines);
  return meant === 'enter' ? { ...choice, isOpen: true, finding: undefined } : choice;
}

function onEngine(choice: Choice, meant: Meant, engines: readonly EngineReport[]): Choice {
  const engine = engines[placeOf(choice, engines)];
  const ids = engine ? shownFindings(engine).map(({ id }) => id) : [];
  const at = ids.indexOf(choice.finding ?? '');
  switch (meant) {
    case 'down':
      return { ...choice, finding: ids[Math.min(at + 1, ids.length - 1)] };
    case 'up':
      return { ...choice, finding: at > 0 ? ids[at - 1] : undefined };
    case 'left':
    case 'right':
      return another(choice, meant === 'left' ? -1 : 1, engines);
    case 'enter':
    case 'explain': {
      const finding = ids[Math.max(0, at)];
      return finding === undefined ? choice : { ...choice, finding, line: 0 };
    }
    case 'escape':
      return { ...choice, isOpen: false, finding: undefined };
    default:
      return choice;
  }
}

function onPage(choice: Choice, line: number, meant: Meant, { last, room }: PageSize): Choice {
  const to = (next: number): Choice => ({ ...choice, line: Math.min(Math.max(0, next), last) });
  switch (meant) {
    case 'up':
      return to(line - 1);
    case 'down':
      return to(line + 1);
    case 'pageUp':
      return to(line - room);
    case 'pageDown':
      return to(line + room);
    case 'escape':
    case 'explain':
      return { ...choice, line: undefined };
    default:
      return choice;
  }
}

function another(choice: Choice, step: -1 | 1, engines: readonly EngineReport[]): Choice {
  const next = engines[Math.min(Math.max(0, placeOf(choice, engines) + step), engines.length - 1)];
  const engine = next && engineKey(next);
  return engine === choice.engine ? choice : { ...choice, engine, finding: undefined };
}
