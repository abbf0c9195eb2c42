import type { Report } from '../report/index.ts';
import { SourceError, type Clock, type Observation } from '../sources/index.ts';
import { READY_CYCLES } from './answers.ts';
import { createErrorLog } from './error-log.ts';
import { followSource, type Followed } from './follow-source.ts';
import { createHealth } from './health.ts';
import { createPublisher, type Publication } from './publication.ts';
import { serve } from './serve.ts';

export interface ExporterOptions {
  readonly source: Followed;
  readonly reportOf: (observation: Observation) => Report | Promise<Report>;
  readonly everySeconds: number;
  readonly windowSeconds: number;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly clock: Clock;
  /** Takes a line for the operator, now and then. */
  readonly say: (line: string) => void;
}

export interface Exporter {
  /** Of the metrics page. */
  readonly url: string;
  /** Whether nobody but this machine can reach it. */
  readonly isLoopback: boolean;
  /** Counts it; reading settings is the caller's business. */
  settingsReloaded(result: 'success' | 'failure'): void;
  /** Stops following and serving. Resolves when no connection is left. */
  close(): Promise<void>;
}

/**
 * Follows a source and serves what it comes to. A report is made and rendered once per cycle; requests are answered from
 * what is ready, so that they are fast whatever the source does.
 *
 * Resolves when it listens. Rejects with the error of the system when it cannot.
 */
export async function startExporter(options: ExporterOptions): Promise<Exporter> {
  const { source, reportOf, everySeconds, windowSeconds, host, port, clock, say } = options;
  const health = createHealth();
  const log = createErrorLog(say);
  const publish = createPublisher(Math.max(windowSeconds, READY_CYCLES * everySeconds));
  let publication: Publication | undefined;
  let errors: Observation['errors'] = [];

  const take = async (observation: Observation): Promise<void> => {
    const startAtSeconds = clock.nowSeconds();
    errors = observation.errors;
    log.targets(errors);
    const made = await publish(await reportOf(observation), startAtSeconds);
    health.reported({
      durationSeconds: clock.nowSeconds() - startAtSeconds,
      engines: made.liveEngines,
      slowestScrapeSeconds: observation.slowestScrapeSeconds,
      errors,
    });
    if (!publication && made.liveEngines === 0) return;
    if (!publication) say('The first report is there.');
    publication = made;
  };
  const fail = (error: unknown, consequence: string): void => {
    health.failed(error instanceof SourceError ? error.code : 'internal');
    log.cycle(`${error instanceof Error ? error.message : String(error)} ${consequence}`);
  };

  const serving = await serve({
    host,
    port,
    served: () => ({ publication, errors, health, everySeconds, nowSeconds: clock.nowSeconds() }),
    onError: (error) => {
      fail(error, 'A request got no answer.');
    },
  });
  const stop = new AbortController();
  const following = followSource(source, {
    everySeconds,
    windowSeconds,
    clock,
    signal: stop.signal,
    onObservation: (observation) =>
      take(observation).then(
        () => {
          log.cycle(undefined);
        },
        (error: unknown) => {
          fail(error, 'No report was made of this cycle.');
        },
      ),
    onBreak: (error) => {
      fail(error, 'The source is followed again after a while.');
    },
  });
  const { address, family, port: taken } = serving.address;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}/metrics`,
    isLoopback: isLoopback(address),
    settingsReloaded: (result) => {
      health.settingsReloaded(result);
    },
    close: async () => {
      stop.abort();
      await Promise.all([following, serving.close()]);
    },
  };
}

const isLoopback = (address: string): boolean => address === '::1' || /^(::ffff:)?127\./.test(address);
