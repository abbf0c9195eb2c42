// What is said of real engines, each recorded with one thing wrong, or nothing.
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../src/cli/report-of.ts';
import { reportSchema, type EngineReport, type Report } from '../../src/report/index.ts';
import { recordingSource } from '../../src/sources/index.ts';
import { recordingPath } from '../accuracy/truth.ts';
import { scrapesOf } from '../contracts/scrapes.ts';

async function report(name: string): Promise<Report> {
  const observation = await recordingSource(recordingPath(name)).observe({});
  return reportOf(name, observation, { deployments: [], objectives: [] });
}

type FindingReport = NonNullable<EngineReport['findings']>[number];

async function findingsOf(name: string): Promise<(id: string) => FindingReport> {
  const { engines } = await report(name);
  return (id) => {
    const found = engines[0]?.findings?.find((finding) => finding.id === id);
    if (!found) throw new Error(`${name} has no ${id}`);
    return found;
  };
}

describe.each([
  ['a_steady', ['arrivals']],
  ['b_overload', ['sequence-cap']],
  ['c_prefill_mfu', ['arrivals']],
  ['e_prefix', ['arrivals']],
  ['f_preempt', ['kv-cache-capacity']],
  ['g_restart', ['arrivals']],
  ['h_aborts_errors', ['arrivals']],
  ['k_dp2_api2', ['arrivals', 'arrivals']],
  ['m_v0221_burst', ['sequence-cap']],
])('%s', (name, causes) => {
  it(`is bound by ${causes.join(' and ')}, and nothing else is critical`, async () => {
    const { engines } = await report(name);
    expect(engines.map(({ verdict }) => verdict?.boundBy)).toEqual(causes);
    const critical = engines.map(({ findings = [] }) =>
      findings.filter(({ state, severity }) => state === 'fires' && severity === 'critical').map(({ id }) => id),
    );
    expect(critical).toEqual(causes.map((cause) => (cause === 'arrivals' ? [] : [cause])));
  });

  it('has no rule that fails, and a report as its schema says', async () => {
    const written = await report(name);
    const findings = written.engines.flatMap((engine) => engine.findings ?? []);
    expect(findings.filter(({ state }) => state === 'failed')).toEqual([]);
    const back: unknown = JSON.parse(JSON.stringify(written));
    expect(reportSchema.parse(back)).toEqual(back);
  });
});

describe('what else is wrong', () => {
  it.each([
    ['h_aborts_errors', 'client-aborts', undefined],
    ['f_preempt', 'preemption-churn', 'kv-cache-capacity'],
    ['c_prefill_mfu', 'prefill-interference', undefined],
  ])('with %s: %s', async (name, id, cause) => {
    const finding = (await findingsOf(name))(id);
    expect(finding).toMatchObject({ state: 'fires', severity: 'warning' });
    expect(finding.explainedBy).toBe(cause);
  });

  it('with an engine that is fine: nothing worth a warning', async () => {
    for (const name of ['a_steady', 'e_prefix', 'k_dp2_api2']) {
      const { engines } = await report(name);
      const firing = engines.flatMap(({ findings = [] }) => findings.filter(({ state }) => state === 'fires'));
      expect(firing.filter(({ severity }) => severity !== 'info')).toEqual([]);
    }
  });
});

describe('evidence', () => {
  // The last is vLLM 0.22.1, the others are 0.32.
  it.each(['a_steady', 'f_preempt', 'k_dp2_api2', 'm_v0221_burst'])('of %s has the names of its page', async (name) => {
    const pages = scrapesOf(name)
      .map(({ body }) => body)
      .join('\n');
    const exposed = new Set(
      [...pages.matchAll(/^(vllm:\w+?)(_bucket|_sum|_count)?[{ ]/gm)].map(([, metric]) => metric),
    );
    const { engines } = await report(name);
    const named = engines.flatMap(({ findings = [] }) =>
      findings.flatMap(({ evidence }) => Object.values(evidence ?? {}).flatMap(({ metrics }) => metrics)),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((metric) => !exposed.has(metric))).toEqual([]);
  });

  it('of a full queue is who waits, by the gauge that counts them', async () => {
    const { measure, metrics } = (await findingsOf('m_v0221_burst'))('sequence-cap').evidence?.['waiting'] ?? {};
    expect(measure).toBe('requestsWaiting');
    expect(metrics).toContain('vllm:num_requests_waiting');
  });
});
