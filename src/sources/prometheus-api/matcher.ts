import { SourceError } from '../source.ts';

export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** `label="value"`, escaped so that the value is a value whatever it holds. Throws on a label that is none. */
export function printMatcher({ label, operator, value }: Matcher): string {
  if (!LABEL.test(label)) throw new SourceError('bad-settings', `"${label}" is not the name of a label.`);
  return `${label}${operator}${quoted(value)}`;
}

/** As Go reads a string: every character that could end it or stand for another one is escaped. */
const quoted = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- control characters are what is escaped
  `"${text.replace(/[\\"\u0000-\u001f\u007f]/g, (character) =>
    character === '\\' || character === '"'
      ? `\\${character}`
      : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )}"`;

/** A regular expression that matches exactly this text. */
export const escapeRegex = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** A regular expression that matches exactly these texts. */
export const anyOf = (texts: readonly string[]): string => texts.map(escapeRegex).join('|');

const ENTRY =
  /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`)\s*(,|$)/suy;

/**
 * The matchers of `{job="vllm",namespace=~"prod-.*"}`, with or without the braces. They are read and printed anew, so
 * nothing that is typed can reach beyond its place in a query. Throws a SourceError that says where it stops being a list.
 */
export function parseMatchers(text: string): Matcher[] {
  const trimmed = text.trim();
  const list = trimmed.startsWith('{') && trimmed.endsWith('}') ? trimmed.slice(1, -1).trim() : trimmed;
  const matchers: Matcher[] = [];
  ENTRY.lastIndex = 0;
  while (ENTRY.lastIndex < list.length) {
    const at = ENTRY.lastIndex;
    const [, label = '', operator, double, single, raw] = ENTRY.exec(list) ?? [];
    if (operator === undefined) throw notAList(text, list.slice(at));
    const value = raw ?? unescape(double ?? single ?? '');
    if (value === undefined) throw notAList(text, list.slice(at), 'a backslash in quotes is written \\\\');
    if (label === '__name__')
      throw notAList(text, list.slice(at), 'the names of the metrics are not for you to choose');
    matchers.push({ label, operator: operator as Matcher['operator'], value });
  }
  return matchers;
}

const notAList = (text: string, rest: string, hint?: string): SourceError =>
  new SourceError(
    'bad-settings',
    `--match ${text} cannot be read from ${JSON.stringify(rest.slice(0, 40))} on${hint ? `: ${hint}` : ''}. Give label matchers as in Prometheus, such as '{job="vllm",namespace=~"prod-.*"}'.`,
  );

/** As in Go, whose strings PromQL has. */
const ESCAPE = /\\(?:([abfnrtv\\'"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|)/gsu;
const LETTERS: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const LAST_CHARACTER = 0x10ffff;

/** Undefined where a backslash begins no escape. */
function unescape(text: string): string | undefined {
  const unknown = [...text.matchAll(ESCAPE)].some((escape) => characterOf(escape) === undefined);
  return unknown ? undefined : text.replace(ESCAPE, (...escape) => characterOf(escape as string[]) ?? '');
}

function characterOf([, letter, x, u, long, octal]: readonly (string | undefined)[]): string | undefined {
  if (letter !== undefined) return LETTERS[letter] ?? letter;
  const code = octal === undefined ? Number.parseInt(x ?? u ?? long ?? '', 16) : Number.parseInt(octal, 8);
  return code <= LAST_CHARACTER ? String.fromCodePoint(code) : undefined;
}
