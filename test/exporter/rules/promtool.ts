import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseExposition } from '../../../src/metrics/exposition/index.ts';
import type { Scrape } from '../../contracts/scrapes.ts';

/** Series in the notation of `promtool test rules`: `0+5x3`, `_` for no sample, `stale` when a target went away. */
export type InputSeries = Readonly<Record<string, string>>;

export interface Scenario {
  readonly series: InputSeries;
  /** Between the samples. */
  readonly everySeconds: number;
  readonly forSeconds: number;
}

export interface Expected {
  /** These alerts fired at some time, and no other. */
  readonly fired: readonly string[];
  /** These still fire at the end; none unless given. */
  readonly firing?: readonly string[];
}

type RuleFiles = Readonly<Record<string, string>>;

const names = (alerts: readonly string[]) =>
  [...alerts].sort().map((alert) => ({ labels: `{alertname="${alert}"}`, value: 1 }));

/** Holds rules to what they should do in a scenario. Resolves to what promtool complains about; nothing when all is well. */
export const promtoolTest = (
  rules: RuleFiles,
  scenario: Scenario,
  { fired, firing = [] }: Expected,
): Promise<string> => {
  const end = `${scenario.forSeconds}s`;
  return runPromtool(rules, scenario, {
    promql_expr_test: [
      {
        expr: `group by (alertname) (max_over_time(ALERTS{alertstate="firing"}[${end}]))`,
        eval_time: end,
        exp_samples: names(fired),
      },
      { expr: 'group by (alertname) (ALERTS{alertstate="firing"})', eval_time: end, exp_samples: names(firing) },
    ],
  });
};

/** Holds what is recorded at the end to these values, by labels, to six decimals. Resolves to what promtool complains about. */
export const recordedTest = (
  rules: RuleFiles,
  scenario: Scenario,
  expr: string,
  values: Readonly<Record<string, number>>,
): Promise<string> => {
  const samples = Object.entries(values).map(([labels, value]) => ({ labels, value: Number(value.toFixed(6)) }));
  return runPromtool(rules, scenario, {
    promql_expr_test: [{ expr: `round(${expr}, 1e-6)`, eval_time: `${scenario.forSeconds}s`, exp_samples: samples }],
  });
};

/** The labels and annotations of an alert that fires at the end, as promtool writes them. */
export async function said(rules: RuleFiles, scenario: Scenario, alert: string): Promise<string> {
  const complaint = await runPromtool(rules, scenario, {
    alert_rule_test: [{ eval_time: `${scenario.forSeconds}s`, alertname: alert, exp_alerts: [] }],
  });
  return /got:\[[\s\S]*/.exec(complaint)?.[0] ?? `nothing: ${complaint}`;
}

async function runPromtool(rules: RuleFiles, { series, everySeconds }: Scenario, checks: object): Promise<string> {
  const test = {
    rule_files: Object.keys(rules),
    evaluation_interval: `${Math.max(15, everySeconds)}s`,
    tests: [
      {
        interval: `${everySeconds}s`,
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        ...checks,
      },
    ],
  };
  const folder = await mkdtemp(join(tmpdir(), 'ridgeline-promtool-'));
  try {
    for (const [name, text] of Object.entries(rules)) await writeFile(join(folder, name), text);
    // JSON is YAML.
    await writeFile(join(folder, 'test.yml'), JSON.stringify(test));
    return await new Promise((done) => {
      execFile('promtool', ['test', 'rules', join(folder, 'test.yml')], (error, stdout, stderr) => {
        done(error ? `${stdout}${stderr}` : '');
      });
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Scrapes at even times as input series, of the metrics the rules name; what is absent stays absent. */
export function seriesOf(scrapes: readonly Scrape[], rules: string): InputSeries {
  const named = new Set(rules.match(/vllm:\w+/g));
  const job = 'vllm';
  const values = new Map<string, (string | undefined)[]>();
  const put = (series: string, i: number, value: string): void => {
    const row = values.get(series) ?? [];
    row[i] = value;
    values.set(series, row);
  };
  for (const [i, { target, status, body }] of scrapes.entries()) {
    const added = [`instance="${target}"`, `job="${job}"`];
    put(`up{${added.join(',')}}`, i, status === 200 ? '1' : '0');
    if (status !== 200) continue;
    const { layout, values: numbers } = parseExposition(body);
    for (const [k, { name, labels }] of layout.series.entries()) {
      if (!named.has(name)) continue;
      const own = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
      put(`${name}{${[...own, ...added].join(',')}}`, i, String(numbers[k]));
    }
  }
  const row = (each: readonly (string | undefined)[]): string =>
    Array.from({ length: scrapes.length }, (_, i) => each[i] ?? (each[i - 1] === undefined ? '_' : 'stale')).join(' ');
  return Object.fromEntries([...values].map(([series, each]) => [series, row(each)]));
}
