import { expect, it } from 'vitest';
import { formatQuantity } from '../../src/quantities/index.ts';
import { measureRun, total, totalMean, value, WHOLE_RUNS, type MeasuredRun } from '../accuracy/measure.ts';

const percent = (ratio: number): string => `${ratio >= 0 ? '+' : '−'}${Math.abs(ratio * 100).toFixed(1)} %`;

function row({ name, truth, windows, analyses }: MeasuredRun): string[] {
  const sum = (id: Parameters<typeof value>[1]): number =>
    analyses.reduce((all, each) => all + value(each, id).value, 0);
  const good = (bound: 'low' | 'high'): number =>
    analyses.reduce((all, each) => all + value(each, 'goodputRequestsPerSecond')[bound] * each.seconds, 0) /
    truth.completed;
  const preempted = total(windows, 'preemptions') > 0;
  const requeued = preempted ? Math.max(0, sum('requestsWaiting') - sum('littleQueuedRequests')) : 0;
  const explained = {
    low: sum('littleDecodingRequests') + sum('littleQueuedRequests'),
    high: sum('littleRunningRequests') + sum('littleQueuedRequests'),
  };
  const inSystem = sum('requestsInSystem');
  const outside =
    inSystem < explained.low
      ? inSystem / explained.low - 1
      : inSystem > explained.high
        ? inSystem / explained.high - 1
        : 0;
  return [
    name,
    `${total(windows, 'requestsFinished')} / ${truth.completed}`,
    `${total(windows, 'promptTokens')} / ${truth.prompt_tokens}`,
    `${total(windows, 'generationTokens')} / ${truth.output_tokens}`,
    `+${formatQuantity(truth.ttft_s.mean - totalMean(windows, 'ttftSeconds'), 'seconds')}`,
    `+${formatQuantity(truth.e2e_s.mean - totalMean(windows, 'e2eSeconds'), 'seconds')}`,
    percent(truth.tpot_s.mean / totalMean(windows, 'tpotSeconds') - 1),
    `${(100 * good('low')).toFixed(1)}–${(100 * good('high')).toFixed(1)} % (${((100 * truth.slo_met.joint_all) / truth.completed).toFixed(1)} %)`,
    `${inSystem.toFixed(2)} in ${explained.low.toFixed(2)}–${explained.high.toFixed(2)}${requeued > 0 ? ` (${requeued.toFixed(2)} wait again)` : ''}`,
    outside === 0 ? 'inside' : percent(outside),
  ];
}

const HEADER = [
  'recording',
  'finished',
  'prompt tokens',
  'output tokens',
  'client − server TTFT',
  'client − server e2e',
  'client ÷ server TPOT',
  'joint goodput: bounds (truth)',
  'in system: gauges in Little’s bracket',
  '',
];

/** The table of README: what Ridgeline says of each recording beside what the load generator measured. */
it('measures what README says', async () => {
  const rows: string[][] = [];
  for (const [name, run] of WHOLE_RUNS) rows.push(row(await measureRun(name, run)));
  const table = [HEADER, HEADER.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  await expect(`${table}\n`).toMatchFileSnapshot('accuracy.md');
});
