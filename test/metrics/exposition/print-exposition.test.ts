import { expect, test } from 'vitest';
import { parseExposition, printExposition } from '../../../src/metrics/exposition/index.ts';

const printed = (page: string): string => printExposition(parseExposition(page));

test('prints the classic format: families before their first sample, escapes, milliseconds', () => {
  const page = `# HELP quiet Has \\\\ no "samples"\\nyet
# TYPE quiet counter
# HELP h_seconds Time.
# TYPE h_seconds histogram
h_seconds_bucket{le="+Inf",path="C:\\\\\\"x\\"\\n"} 3 1395066363250
h_seconds_sum 0.125
h_seconds_count 3
alone NaN
{"a.b","c.d"="e"} -Inf
# TYPE last untyped
`;
  expect(printed(page)).toBe(page);
});

test('prints OpenMetrics: units, exemplars, seconds, unknown and # EOF', () => {
  const page = `# HELP jobs \\"Jobs\\"
# TYPE jobs counter
# UNIT jobs jobs
jobs_total 17 1520879607.789 # {trace_id="x"} 0.5 1520879607.5
# TYPE odd unknown
odd -0 # {} 1
# EOF
`;
  expect(printed(page)).toBe(page);
});

test('writes only what the format can say of an empty exposition', () => {
  expect(printed('')).toBe('');
  expect(printed('# EOF\n')).toBe('# EOF\n');
});
