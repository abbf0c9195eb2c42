import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseExposition } from '../../src/metrics/exposition/index.ts';
import { renderMarkdown, renderText, type EngineReport, type Report } from '../../src/report/index.ts';
import { foldOf, histogram, vllm, windowOf, windowsOf } from '../build-page.ts';
import { reportOf } from './build-report.ts';

// Clears the screen, fakes a line, turns text around, ends the C1 way, and breaks a table.
const HOSTILE = ['\u001B[2J', '\u009B31m', '\r', '\u202E', '\u200F', '\u2028', '\u0007', '| a |', '`<script>`'].join(
  'x',
);
// eslint-disable-next-line no-control-regex -- these are what must not be there; line feeds are ours
const CONTROL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u2069]/u;

const hostileReport = (): Report => {
  const labels = `{engine="${HOSTILE}",model_name="${HOSTILE}",replica="${HOSTILE}"}`;
  const windows = [0, 1].map((i) =>
    windowOf({
      target: `http://h/${HOSTILE}`,
      series: {
        [`vllm:num_requests_running${labels}`]: `${i} 2`,
        [`vllm:num_requests_waiting${labels}`]: '0 1',
        [`vllm:generation_tokens_total${labels}`]: '0 1',
      },
    }),
  );
  const errors = [{ target: 't', code: 'timeout', message: `no answer from ${HOSTILE}\n  | second line` }];
  return reportOf(windows, { source: HOSTILE, errors });
};

/** What parseExposition says of a malformed line that is hostile, in the report. */
const hostileMessages = (): Report => {
  const good = 'vllm:num_requests_running{engine="0",model_name="m"} 1\n';
  const text = `${good}vllm:x{a="${HOSTILE}"} not a number ${HOSTILE}\n`;
  const page = parseExposition(text);
  expect(page.annotations.length).toBeGreaterThan(0);
  return reportOf(foldOf([{ target: 't', atSeconds: 0, scrapeSeconds: 0, page }]));
};

/** A label that divides a metric, named in a message because its buckets changed. */
const hostileDivision = (): Report => {
  const labels = `{engine="0",model_name="m",transfer_type="${HOSTILE}"`;
  const series = {
    [`vllm:kv_offload_size_bucket${labels},le="1"}`]: '1 _',
    [`vllm:kv_offload_size_bucket${labels},le="2"}`]: '_ 2',
    [`vllm:kv_offload_size_count${labels}}`]: '1 2',
    [vllm('num_requests_running')]: '1 1',
  };
  const window = windowOf({ series });
  expect(window.annotations.map(({ id }) => id)).toContain('bucket-layout-changed');
  return reportOf([window]);
};

/** A finish reason, which is named as a part of a measure. */
const hostileReason = (): Report => {
  const finished = `vllm:request_success_total{engine="0",model_name="m",finished_reason="${HOSTILE}"}`;
  const window = windowOf({ series: { [finished]: '0 5', [vllm('num_requests_running')]: '1 1' } });
  const report = reportOf([window]);
  expect(report.engines[0]?.measures['completionsPerSecond']).toMatchObject({ parts: { [HOSTILE]: 5 } });
  return report;
};

type Finding = NonNullable<EngineReport['findings']>[number];

/** What was found, and what changed as it began: any text of it may name what a label says. */
const hostileFindings = (): Report => {
  const report = reportOf([windowOf({ series: { [vllm('num_requests_running')]: '1 2' } })]);
  const evidence = { what: HOSTILE, measure: null, metrics: [HOSTILE], value: 1, unit: 'count' as const };
  const findings = (['critical', 'info'] as const).map((severity): Finding => ({
    ...{ id: 'x', title: HOSTILE, role: 'limit', severity, state: 'fires', message: HOSTILE, confidence: 'low' },
    evidence: { evidence },
    objections: [{ claim: HOSTILE, found: 'yes', evidence }],
    actions: [
      {
        ...{ knob: HOSTILE, change: 'set', to: HOSTILE, mechanism: HOSTILE, sideEffect: HOSTILE, rollback: HOSTILE },
        ...{ refutedBy: HOSTILE, predicts: [{ measure: HOSTILE, direction: 'rises' }] },
      },
    ],
  }));
  const verdict = { boundBy: 'x', confidence: 'low', summary: HOSTILE } as const;
  const engines = report.engines.map((engine) => ({ ...engine, verdict, findings }));
  const episodes: Report['episodes'] = report.engines.map(({ target, engine, model, labels }) => ({
    ...{ target, engine, model, labels, id: 'x', title: HOSTILE, severity: 'warning' },
    ...{ startAtSeconds: 0, endAtSeconds: 1, isOpenAtStart: true, isOpenAtEnd: true },
    peak: { atSeconds: 1, message: HOSTILE },
    // As long as a line shows it.
    changes: [{ what: 'configuration', before: '\u202E', after: '\u001B[2J' }],
  }));
  return { ...report, engines, episodes };
};

describe('whatever comes from the network is printable', () => {
  it.each([
    ['labels, targets and errors', hostileReport],
    ['messages about the page', hostileMessages],
    ['messages that name a label', hostileDivision],
    ['finish reasons', hostileReason],
    ['what was found', hostileFindings],
  ])('%s, as text and as Markdown', (_, report) => {
    expect(renderText(report())).not.toMatch(CONTROL);
    expect(renderMarkdown(report())).not.toMatch(CONTROL);
  });

  it('but the JSON keeps the labels as they are', () => {
    expect(hostileReport().engines[0]?.model).toBe(HOSTILE);
  });
});

const unknownBecause = (missing: string): EngineReport['measures'][string] => ({
  known: false,
  reason: 'not-declared',
  missing: [missing],
});

describe('Markdown', () => {
  /** Cells of a line, by the bars that are not escaped. */
  const cellsOf = (line: string): number => line.replace(/\\./g, '').split('|').length - 2;

  it.each([
    ['a hostile engine', hostileReport],
    ['a plain one', () => reportOf([windowOf({ series: { [vllm('num_requests_running')]: '1 2' } })])],
  ])('every row of every table has as many cells as its head: %s', (_, report) => {
    const tables = renderMarkdown(report())
      .split('\n\n')
      .map((block) => block.split('\n').filter((line) => line.startsWith('|')))
      .filter((rows) => rows.length > 0);
    expect(tables.flat().length).toBeGreaterThan(40);
    for (const rows of tables) expect(rows.map(cellsOf)).toEqual(rows.map(() => cellsOf(rows[0] ?? '')));
  });

  it('a bar in a cell is escaped', () => {
    const report = hostileReport();
    const [engine] = report.engines;
    if (!engine) throw new Error('no engine');
    const measures = { e2eSeconds: unknownBecause('a | b') };
    const row = renderMarkdown({ ...report, engines: [{ ...engine, measures }] })
      .split('\n')
      .find((line) => line.includes('a \\| b'));
    expect(row && cellsOf(row)).toBe(3);
  });

  it('a label makes no image, link or emphasis', () => {
    const report = (model: string) =>
      renderMarkdown(reportOf([windowOf({ series: { [`vllm:num_requests_running{model_name="${model}"}`]: '1 1' } })]));
    expect(report('![x](http://evil/p.png)')).toContain('!\\[x\\](http://evil/p.png)');
    expect(report('*bold*')).toContain('\\*bold\\*');
  });

  it('an error stays one line', () => {
    const lines = renderMarkdown(hostileReport()).split('\n');
    expect(lines.filter((line) => line.startsWith('>'))).toHaveLength(1);
    expect(lines.join('\n').replace(/\\./g, '')).not.toContain('<script>');
  });
});

describe('any report can be shown', () => {
  it.each<[string, () => Report]>([
    ['no engine', () => reportOf([], { startAtSeconds: 0, endAtSeconds: 0 })],
    ['one scrape', () => reportOf([windowOf({ series: { [vllm('num_requests_running')]: '1' } })])],
    [
      'an idle engine',
      () => reportOf(windowsOf({ series: { ...histogram('e2e_request_latency_seconds', [1], [0, 0], 0) } })),
    ],
    [
      'a whole page',
      () => {
        const page = parseExposition(readFileSync('test/fixtures/expositions/vllm-0.32.0-all-options.prom'));
        return reportOf(foldOf([0, 9].map((atSeconds) => ({ target: 't', atSeconds, scrapeSeconds: 0, page }))));
      },
    ],
  ])('%s, without NaN or undefined', (_, report) => {
    for (const text of [renderText(report()), renderMarkdown(report())]) {
      expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
      expect(text.endsWith('\n')).toBe(true);
    }
  });
});
