import { expect, test } from 'vitest';
import { parseExposition } from '../../../src/metrics/exposition/index.ts';
import { annotationIdsIn, samplesOf } from './samples-of.ts';

const PAGE = `# TYPE acme_seconds histogram
# UNIT acme_seconds seconds
# HELP acme_seconds A \\"quoted\\" word.
acme_seconds_bucket{le="1"} 2 # {trace_id="KOO5S4vxi0o"} 0.67
acme_seconds_bucket{le="+Inf"} 3 1520879607.789 # {trace_id="oHg5SJYRHA0",span="1"} 9.8 1520879607.5
acme_seconds_sum 11.5
acme_seconds_count 3
acme_seconds_created 1520430000.123
# TYPE jobs counter
jobs_total 17
# TYPE build info
build_info{version="1"} 1
# TYPE odd unknown
odd NaN
# EOF
`;

test('reads units, exemplars and timestamps in seconds', () => {
  const exposition = parseExposition(PAGE);
  expect(exposition.annotations).toEqual([]);
  expect(exposition.layout.dialect).toBe('openmetrics');
  expect(samplesOf(exposition)).toEqual([
    ['acme_seconds_bucket', { le: '1' }, 2],
    ['acme_seconds_bucket', { le: '+Inf' }, 3, 1520879607.789],
    ['acme_seconds_sum', {}, 11.5],
    ['acme_seconds_count', {}, 3],
    ['acme_seconds_created', {}, 1520430000.123],
    ['jobs_total', {}, 17],
    ['build_info', { version: '1' }, 1],
    ['odd', {}, NaN],
  ]);
  expect([...exposition.exemplars]).toEqual([
    [0, { labels: { trace_id: 'KOO5S4vxi0o' }, value: 0.67 }],
    [1, { labels: { trace_id: 'oHg5SJYRHA0', span: '1' }, value: 9.8, timestampSeconds: 1520879607.5 }],
  ]);
  expect([...exposition.layout.families.values()]).toEqual([
    { name: 'acme_seconds', type: 'histogram', unit: 'seconds', help: 'A "quoted" word.' },
    { name: 'jobs', type: 'counter' },
    { name: 'build', type: 'info' },
    { name: 'odd', type: 'untyped' },
  ]);
});

test.each([
  ['# EOF at the end', 'a 1 2\n# EOF\n', 2],
  ['# EOF without a newline', 'a 1 2\n# EOF', 2],
  ['a unit', '# UNIT a seconds\na 1 2\n', 2],
  ['a type', '# TYPE b stateset\na 1 2\n', 2],
  ['an exemplar', 'a 1 2 # {} 3\n', 2],
  ['nothing', 'a 1 2\n', 0.002],
  ['# EOF before the end', 'a 1 2\n# EOF\nb 1\n', 0.002],
])('tells OpenMetrics by %s, and with it the unit of timestamps', (_, page, seconds) => {
  expect(parseExposition(page).timestampsSeconds.get(0)).toBe(seconds);
});

test('a page of OpenMetrics without # EOF is truncated', () => {
  expect(annotationIdsIn(PAGE.replace('# EOF\n', ''))).toEqual(['truncated-page']);
  expect(annotationIdsIn(PAGE.slice(0, -2))).toEqual(['truncated-page']);
  expect(annotationIdsIn(PAGE.trimEnd())).toEqual([]);
});

test('a sample belongs to the family its name has without the suffix that the type may append', () => {
  const families = ['c counter', 'h histogram', 's summary', 'i info', 'g gaugehistogram'];
  const samples = ['c_total', 'c_created', 'h_bucket', 'h_sum', 'h_count', 'h_created', 's', 's_sum', 's_count'];
  const more = ['s_created', 'i_info', 'g_bucket', 'g_gsum', 'g_gcount'];
  const types = families.map((family) => `# TYPE ${family}\n`).join('');
  const page = (names: readonly string[]) => `${types}${names.map((name) => `${name} 1\n`).join('')}# EOF\n`;
  expect(annotationIdsIn(page([...samples, ...more]))).toEqual([]);
  for (const name of ['c_sum', 'h_total', 's_bucket', 'i_total', 'g_sum']) {
    expect(annotationIdsIn(page([name]))).toEqual(['missing-type']);
  }
});
