import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { recordingPath } from '../accuracy/truth.ts';

/** What a decode step puts its time into. */
const STEP_SUMS =
  /^(vllm:(?:inter_token_latency_seconds|request_time_per_output_token_seconds|request_decode_time_seconds)_sum(?:\{[^\n]*\})?) (\S+)$/gm;

/** A real recording, written anew as of an engine whose steps take `factor` times as long. */
export function slowedRecording(name: string, factor: number, path: string): string {
  const lines = gunzipSync(readFileSync(recordingPath(name)))
    .toString('utf8')
    .trimEnd()
    .split('\n');
  const slowed = lines.map((line) => {
    const scrape = JSON.parse(line) as { body?: string };
    const body = scrape.body?.replace(
      STEP_SUMS,
      (_, series: string, sum: string) => `${series} ${Number(sum) * factor}`,
    );
    return JSON.stringify({ ...scrape, ...(body !== undefined && { body }) });
  });
  writeFileSync(path, `${slowed.join('\n')}\n`);
  return path;
}
