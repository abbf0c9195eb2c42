import type { ScrapeFailure } from '../../metrics/window/index.ts';
import type { Answer } from '../answer.ts';

/**
 * One line of a recording: `{ t, dur, status, body }`, or `{ t, dur, status: 0, error, code }` when there was no answer.
 * `t` is Unix seconds before the request, `dur` its seconds; `target` is written when several are recorded in one file.
 */
export function encodeLine(answer: Answer, nameTarget: boolean): string {
  const { target, startAtSeconds: t, scrapeSeconds: dur } = answer;
  const outcome =
    'failure' in answer
      ? { status: 0, error: answer.failure.message, code: answer.failure.code }
      : { status: answer.status, body: Buffer.from(answer.body).toString() };
  return JSON.stringify({ ...(nameTarget && { target }), t, dur, ...outcome });
}

/** Nothing when the line is no scrape. `defaultTarget` names those that do not say. */
export function decodeLine(text: string, defaultTarget: string): Answer | undefined {
  const line = parseObject(text);
  if (!line) return undefined;
  const { t, dur = 0, status = 200, body, error, code, target = defaultTarget } = line;
  if (!isTime(t) || !isTime(dur) || typeof status !== 'number' || typeof target !== 'string') return undefined;
  const attempt = { target, startAtSeconds: t, scrapeSeconds: dur };
  if (status === 0) {
    const said = typeof error === 'string' ? error : 'unknown error';
    const failure = isUnanswered(code)
      ? { code, message: said }
      : ({ code: 'unreachable', message: `no answer: ${said}` } as const);
    return { ...attempt, failure };
  }
  return typeof body === 'string' ? { ...attempt, status, body } : undefined;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined; // Half a line, or no JSON at all: no scrape, which is what the caller asked.
  }
}

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

const UNANSWERED: readonly unknown[] = ['unreachable', 'timeout', 'too-large', 'malformed'];

const isUnanswered = (code: unknown): code is ScrapeFailure['code'] => UNANSWERED.includes(code);
