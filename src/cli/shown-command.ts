import { displayUrl } from '../sources/index.ts';
import { isUrl } from './source-options.ts';

/** Of a past that moves on: what the stretch is when it is named by its ends. */
export interface Stretch {
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
}

// Each takes one value, and is said anew by the stretch.
const ENDS = ['--from', '--to', '--last'];

/**
 * The command line as it may be shown and run again: quoted for a shell, credentials in URLs and values of headers hidden.
 * With a stretch, that stretch is asked for instead of one that ends now.
 */
export function shownCommand(args: readonly string[], stretch?: Stretch): string {
  const words = stretch ? [...withoutEnds(args), ...endsOf(stretch)] : args;
  let isHeader = false;
  const shown = words.map((word) => {
    const [, flag, value] = /^(-[a-z]|--[a-z0-9-]+)(?:=(.*))?$/is.exec(word) ?? [];
    if (flag !== undefined) {
      isHeader = flag === '--header' && value === undefined;
      return value === undefined ? word : quoted(`${flag}=${flag === '--header' ? withoutValue(value) : value}`);
    }
    return quoted(isHeader ? withoutValue(word) : isUrl(word) ? displayUrl(word) : word);
  });
  return ['ridgeline', ...shown].join(' ');
}

function withoutEnds(args: readonly string[]): string[] {
  return args.filter((arg, i) => {
    const isEnd = (word = ''): boolean => ENDS.includes(word);
    return !isEnd(arg) && !isEnd(args[i - 1]) && !ENDS.some((end) => arg.startsWith(`${end}=`));
  });
}

const endsOf = ({ startAtSeconds, endAtSeconds }: Stretch): string[] => [
  '--from',
  iso(startAtSeconds),
  '--to',
  iso(endAtSeconds),
];

const iso = (seconds: number): string => new Date(Math.round(seconds) * 1000).toISOString().replace('.000', '');

/** "X-Tenant: a" is shown as "X-Tenant: hidden"; what is no header may be a secret as a whole. */
const withoutValue = (header: string): string => `${/^[^:\s]+(?=:)/.exec(header)?.[0] ?? 'header'}: hidden`;

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
