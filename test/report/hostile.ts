import { expect } from 'vitest';
import { parseExposition } from '../../src/metrics/exposition/index.ts';
import type { EngineReport, Report } from '../../src/report/index.ts';
import { foldOf, vllm, windowOf } from '../build-page.ts';
import { reportOf } from './build-report.ts';

// Clears the screen, fakes a line, turns text around, ends the C1 way, and breaks a table.
export const HOSTILE = [
  '\u001B[2J',
  '\u009B31m',
  '\r',
  '\u202E',
  '\u200F',
  '\u2028',
  '\u0007',
  '| a |',
  '`<script>`',
  "</style>'",
].join('x');
// eslint-disable-next-line no-control-regex -- these are what must not be there; line feeds are ours
export const CONTROL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u2069]/u;

export const hostileReport = (): Report => {
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
export const hostileMessages = (): Report => {
  const good = 'vllm:num_requests_running{engine="0",model_name="m"} 1\n';
  const text = `${good}vllm:x{a="${HOSTILE}"} not a number ${HOSTILE}\n`;
  const page = parseExposition(text);
  expect(page.annotations.length).toBeGreaterThan(0);
  return reportOf(foldOf([{ target: 't', atSeconds: 0, scrapeSeconds: 0, page }]));
};

/** A label that divides a metric, named in a message because its buckets changed. */
export const hostileDivision = (): Report => {
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
export const hostileReason = (): Report => {
  const finished = `vllm:request_success_total{engine="0",model_name="m",finished_reason="${HOSTILE}"}`;
  const window = windowOf({ series: { [finished]: '0 5', [vllm('num_requests_running')]: '1 1' } });
  const report = reportOf([window]);
  expect(report.engines[0]?.measures['completionsPerSecond']).toMatchObject({ parts: { [HOSTILE]: 5 } });
  return report;
};

type Finding = NonNullable<EngineReport['findings']>[number];

/** What was found, and what changed as it began: any text of it may name what a label says. */
export const hostileFindings = (): Report => {
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
