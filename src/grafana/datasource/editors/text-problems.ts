import { parseMatchers } from '../../../sources/prometheus-api/index.ts';
import { messageOf } from '../../query/index.ts';
import { windowSecondsOf } from '../reading/window-seconds.ts';

/** Variables are replaced before anything is read. */
const hasVariable = (text: string): boolean => /\$\w|\$\{|\[\[/.test(text);

/** What is wrong with further matchers. */
export function matchersProblem(text: string | undefined): string | undefined {
  try {
    parseMatchers(text ?? '');
    return undefined;
  } catch (error) {
    return hasVariable(text ?? '') || !(error instanceof Error)
      ? undefined
      : error.message.replace(/^--match .* cannot be read/s, 'Cannot be read');
  }
}

/** What is wrong with a number of seconds. */
export function secondsProblem(text: string | undefined): string | undefined {
  if (text === undefined || text.trim() === '' || hasVariable(text)) return undefined;
  return Number(text) > 0 ? undefined : 'Give seconds, such as 0.5.';
}

/** What is wrong with a length of time. */
export function durationProblem(text: string | undefined): string | undefined {
  if (text === undefined || hasVariable(text)) return undefined;
  try {
    windowSecondsOf(text);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

/** What is wrong with an address that everybody who sees a dashboard can read. */
export function urlProblem(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (!/^https?:\/\/[^/\s]+/.test(text)) return 'Begins with http:// or https://.';
  if (text.endsWith('/')) return 'Without a slash at the end.';
  return /^https?:\/\/[^/\s]*@/.test(text)
    ? 'Everybody who may see a dashboard can read it: no password here.'
    : undefined;
}
