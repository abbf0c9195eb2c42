import { scrapesOf, type Scrape } from '../contracts/scrapes.ts';
import type { PlainRange } from './page/page-api.ts';
import { startPrometheus } from './prometheus-server.ts';
import { samplesOf } from './samples-of.ts';
import type { RunningServer } from './server-process.ts';

export interface RecordedPrometheus extends RunningServer {
  /** When each recording was made, in whole Unix seconds. */
  readonly spans: Readonly<Record<string, Span>>;
}

export interface Span {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** A Prometheus that holds these recordings at the times at which they were made, one target each. */
export async function startRecordedPrometheus(names: readonly string[]): Promise<RecordedPrometheus> {
  const scrapes = names.map((name) => [name, scrapesOf(name)] as const);
  const server = await startPrometheus({
    samples: samplesOf(
      scrapes.flatMap(([, each]) => each),
      'openmetrics',
    ),
  });
  return { ...server, spans: Object.fromEntries(scrapes.map(([name, each]) => [name, spanOf(each)])) };
}

const spanOf = (scrapes: readonly Scrape[]): Span => ({
  fromSeconds: Math.ceil(scrapes[0]?.t ?? 0),
  toSeconds: Math.floor(scrapes.at(-1)?.t ?? 0),
});

/** The time range of a dashboard that shows a whole recording. */
export function rangeOf({ spans }: RecordedPrometheus, recording: string): PlainRange {
  const span = spans[recording];
  if (!span) throw new Error(`This Prometheus does not hold ${recording}`);
  return { from: span.fromSeconds * 1e3, to: span.toSeconds * 1e3 };
}
