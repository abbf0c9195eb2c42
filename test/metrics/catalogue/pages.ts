import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const fixture = (path: string) => readFileSync(new URL(`../../fixtures/${path}`, import.meta.url));

export const PAGES = ['vllm-0.32.0-all-options', 'vllm-0.32.0-dp2-api2', 'vllm-0.22.1'] as const;

/** The text of a whole page of a real engine. */
export const pageText = (page: string): string => fixture(`expositions/${page}.prom`).toString();

/** The text of the last page of a recording that was answered; recordings leave out some families. */
export function recordedText(recording: string): string {
  const lines = gunzipSync(fixture(`recordings/${recording}.jsonl.gz`))
    .toString()
    .trim()
    .split('\n');
  const bodies = lines.map((line) => (JSON.parse(line) as { body?: string }).body);
  return bodies.findLast((body) => body !== undefined && body !== '') ?? '';
}

/** The names of the samples on a page, each once. */
export const sampleNames = (text: string): string[] => [
  ...new Set(text.split('\n').flatMap((line) => /^[a-zA-Z_:][\w:]*/.exec(line) ?? [])),
];

/** The names of the families a page declares; of several API servers some have no sample yet. */
export const familyNames = (text: string): string[] =>
  [...text.matchAll(/^# TYPE (\S+)/gm)].flatMap(([, name]) => name ?? []);
