import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseExposition } from '../../src/metrics/exposition/index.ts';
import { renderHtml, renderMarkdown, renderText, type EngineReport, type Report } from '../../src/report/index.ts';
import { foldOf, histogram, vllm, windowOf, windowsOf } from '../build-page.ts';
import { reportOf } from './build-report.ts';
import {
  CONTROL,
  HOSTILE,
  hostileDivision,
  hostileFindings,
  hostileMessages,
  hostileReason,
  hostileReport,
} from './hostile.ts';

describe('whatever comes from the network is printable', () => {
  it.each([
    ['labels, targets and errors', hostileReport],
    ['messages about the page', hostileMessages],
    ['messages that name a label', hostileDivision],
    ['finish reasons', hostileReason],
    ['what was found', hostileFindings],
  ])('%s, as text, Markdown and HTML', (_, report) => {
    expect(renderText(report())).not.toMatch(CONTROL);
    expect(renderMarkdown(report())).not.toMatch(CONTROL);
    expect(renderHtml(report(), { hasPast: true })).not.toMatch(CONTROL);
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

  it('a name of 2 MB stays a name', () => {
    const [engine] = hostileReport().engines;
    if (!engine) throw new Error('unreachable: the hostile report has an engine');
    const long = { ...hostileReport(), engines: [{ ...engine, model: 'A|<'.repeat(700_000) }] };
    expect(renderMarkdown(long).length).toBeLessThan(100_000);
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
    for (const text of [renderText(report()), renderMarkdown(report()), renderHtml(report(), { hasPast: false })]) {
      expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
      expect(text.endsWith('\n')).toBe(true);
    }
  });
});
