import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { RIDGELINE_VERSION } from '../report/index.ts';

/** Names that alerts read, too. */
export const BUILD_INFO = 'ridgeline_build_info';
export const LAST_REPORT = 'ridgeline_last_report_timestamp_seconds';
export const TARGETS_FAILING = 'ridgeline_targets_failing';

/** What the exporter says of itself. */
export interface Health {
  readonly contentType: string;
  /** A report was made. */
  reported(facts: ReportFacts): void;
  /** The source, or the making of a report, failed with this code. */
  failed(code: string): void;
  settingsReloaded(result: 'success' | 'failure'): void;
  text(): Promise<string>;
}

export interface ReportFacts {
  /** From what was observed to what is served. */
  readonly durationSeconds: number;
  readonly engines: number;
  /** Null where no target answered. */
  readonly slowestScrapeSeconds: number | null;
  /** Of the cycle, each with its target. */
  readonly errors: readonly { readonly target: string; readonly code: string }[];
}

// Gauges with the ending of a counter, which `promtool check metrics` rejects, and of the delay of the event loop what is
// no number when nothing was sampled between two scrapes.
const LEFT_OUT = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
  'nodejs_eventloop_lag_min_seconds',
  'nodejs_eventloop_lag_mean_seconds',
  'nodejs_eventloop_lag_stddev_seconds',
];

const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** A registry of its own, which lives as long as the process; what is not known yet is absent. */
export function createHealth(): Health {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  for (const name of LEFT_OUT) register.removeSingleMetric(name);

  const gauge = (name: string, help: string) => {
    const made = new Gauge({ name, help, registers });
    made.remove(); // It begins as 0 otherwise.
    return made;
  };
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Counter({ name, help, labelNames, registers });

  new Gauge({
    name: BUILD_INFO,
    help: 'Always 1; its labels say which Ridgeline runs on which Node.js',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version: RIDGELINE_VERSION, node: process.version }, 1);
  const engines = gauge('ridgeline_engines', 'Engines in the last report');
  const targetsFailing = gauge(TARGETS_FAILING, 'Targets whose newest scrape failed, as of the last report');
  const slowest = gauge(
    'ridgeline_slowest_scrape_seconds',
    'Longest wait for an answer among the newest scrapes of all targets',
  );
  const lastReport = gauge(LAST_REPORT, 'When the last report was made, in Unix time');
  const reports = counter('ridgeline_reports_total', 'Reports made');
  const duration = new Histogram({
    name: 'ridgeline_report_duration_seconds',
    help: 'Time from what was observed to the report as it is served',
    buckets: DURATION_BUCKETS,
    registers,
  });
  const errors = counter(
    'ridgeline_source_errors_total',
    'Failures by code: each target once per report for as long as it fails, and each time the source itself broke',
    ['code'],
  );
  const reloads = counter('ridgeline_settings_reloads_total', 'Times the settings were read again', ['result']);
  for (const result of ['success', 'failure'] as const) reloads.inc({ result }, 0);

  return {
    contentType: register.contentType,
    reported(facts) {
      engines.set(facts.engines);
      targetsFailing.set(new Set(facts.errors.map(({ target }) => target)).size);
      if (facts.slowestScrapeSeconds === null) slowest.remove();
      else slowest.set(facts.slowestScrapeSeconds);
      lastReport.setToCurrentTime(); // The clock on the wall, which is what it is compared with.
      reports.inc();
      duration.observe(facts.durationSeconds);
      for (const { code } of facts.errors) errors.inc({ code });
    },
    failed(code) {
      errors.inc({ code });
    },
    settingsReloaded(result) {
      reloads.inc({ result });
    },
    text: () => register.metrics(),
  };
}
