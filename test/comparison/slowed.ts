import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { recordingPath } from '../accuracy/truth.ts';

/** What a decode step puts all of its time into, and what has that time inside. */
const OWN =
  /^(vllm:(?:inter_token_latency|request_time_per_output_token|request_decode_time)_seconds_sum)(\S*) (\S+)$/gm;
const WITHIN = /^(vllm:(?:e2e_request_latency|request_inference_time)_seconds_sum)(\S*) (\S+)$/gm;
const DECODE = /^vllm:request_decode_time_seconds_sum(\S*) (\S+)$/gm;

/** A real recording, written anew as of an engine whose decode steps take `factor` times as long. */
export function slowedRecording(name: string, factor: number, path: string): string {
  const lines = gunzipSync(readFileSync(recordingPath(name)))
    .toString('utf8')
    .trimEnd()
    .split('\n');
  const slowed = lines.map((line) => {
    const scrape = JSON.parse(line) as { body?: string };
    return JSON.stringify({ ...scrape, ...(scrape.body !== undefined && { body: slowedPage(scrape.body, factor) }) });
  });
  writeFileSync(path, `${slowed.join('\n')}\n`);
  return path;
}

function slowedPage(page: string, factor: number): string {
  const decode = new Map([...page.matchAll(DECODE)].map(([, labels, sum]) => [labels, Number(sum)]));
  return page
    .replace(OWN, (_, series: string, labels: string, sum: string) => `${series}${labels} ${Number(sum) * factor}`)
    .replace(
      WITHIN,
      (_, series: string, labels: string, sum: string) =>
        `${series}${labels} ${Number(sum) + (factor - 1) * (decode.get(labels) ?? 0)}`,
    );
}
