import { COLOUR } from '../colours.ts';
import { dashboardOf } from '../dashboard-of.ts';
import { rooflinePanel } from '../panels/roofline-panel.ts';
import { seriesPanel } from '../panels/series-panel.ts';
import { askMeasures } from '../queries.ts';
import { NO_DATA } from '../words.ts';
import { limitsTable, stepPanel } from './shared-panels.ts';

export const roofline = () =>
  dashboardOf({
    page: 'roofline',
    description:
      'How close to the hardware? Needs to know the GPU: declare deployments in the settings of the data source. FLOP and bytes are per GPU.',
    range: 'now-1h',
    refresh: '1m',
    objectives: 'shown',
    panels: [
      rooflinePanel('Operating points under the roofs', [0, 0, 24, 15], 'overview'),
      limitsTable([0, 15, 14, 9], 'cache'),
      stepPanel([14, 15, 10, 9], 'queueing'),
      roofSharePanel(),
      utilisationPanel(),
      batchPanel(),
      intensityPanel(),
    ],
  });

const roofSharePanel = () =>
  seriesPanel({
    title: 'Share of the roof reached while busy',
    words: {
      shows:
        'Work per second while steps ran, of what the roof allows at this intensity. The rest is kernels, launches, waiting for other GPUs. Beside it the shortest time that a step of decoding could take, of the mean time that steps took.',
      misleads:
        'High is efficient, not fast: a batch of one under the memory roof may reach 80 % and use 1 % of the arithmetic. The floor of the step is of decoding alone, so its share falls with prefills in between, without anything being slow.',
      changes: 'CUDA graphs, `--tensor-parallel-size` (less communication), kernels of a newer vLLM.',
    },
    noValue: NO_DATA.hardware,
    at: [0, 24, 12, 9],
    target: askMeasures('rooflineRatio', 'stepEfficiencyRatio'),
    next: 'overview',
    unit: 'percentunit',
    colours: { rooflineRatio: COLOUR.decode, stepEfficiencyRatio: COLOUR.neutral },
    softMax: 1,
  });

const utilisationPanel = () =>
  seriesPanel({
    title: 'Utilisation of arithmetic and bandwidth',
    words: {
      shows:
        'FLOP and bytes of the model against the peaks of the GPU: of the wall clock, and of the time while steps ran.',
      misleads:
        'Not the "GPU utilisation" of nvidia-smi, which is 100 % as soon as anything runs. Above 100 % something is declared wrongly.',
      changes: 'The load for the wall clock; batch, precision and kernels while busy.',
    },
    noValue: NO_DATA.hardware,
    at: [12, 24, 12, 9],
    target: askMeasures('mfuRatio', 'busyMfuRatio', 'mbuRatio', 'busyMbuRatio'),
    next: 'capacity',
    unit: 'percentunit',
    colours: {
      mfuRatio: COLOUR.frontend,
      busyMfuRatio: COLOUR.prefill,
      mbuRatio: COLOUR.neutral,
      busyMbuRatio: COLOUR.decode,
    },
    softMax: 1,
  });

const batchPanel = () =>
  seriesPanel({
    title: 'Batch, and the batches at which something ends',
    words: {
      shows:
        'Requests that decode in a step, beside the limits (dashed): slots, requests that the KV cache holds at their present length, requests within the TPOT objective. From the saturation batch on, weights take longer to multiply than to read.',
      misleads:
        'Limits move with the lengths of requests. The lowest of them ends the batch; the others are out of reach until it is raised.',
      changes: '`--max-num-seqs`, KV cache size and type, the TPOT objective at the top.',
    },
    noValue: NO_DATA.traffic,
    at: [0, 33, 12, 9],
    target: askMeasures(
      'decodeRequestsPerStep',
      'sequenceCap',
      'kvLimitedRequests',
      'objectiveLimitedRequests',
      'saturationBatch',
    ),
    next: 'capacity',
    unit: 'short',
    colours: { decodeRequestsPerStep: COLOUR.decode, saturationBatch: COLOUR.neutral },
    limits: ['sequenceCap', 'kvLimitedRequests', 'objectiveLimitedRequests'],
  });

const intensityPanel = () =>
  seriesPanel({
    title: 'Arithmetic intensity against the ridge',
    words: {
      shows:
        'Work for each byte read, and the ridge (dashed): below it memory bandwidth sets the pace, above it arithmetic.',
      misleads:
        'A mean of prefill (far right of the ridge) and decode (far left): the panel at the top has them apart.',
      changes: 'Batch, share of prefill, quantization of weights and KV cache.',
    },
    noValue: NO_DATA.hardware,
    at: [12, 33, 12, 9],
    target: askMeasures('intensityFlopPerByte', 'ridgeFlopPerByte'),
    next: 'capacity',
    unit: 'suffix:FLOP/B',
    colours: { intensityFlopPerByte: COLOUR.decode },
    limits: ['ridgeFlopPerByte'],
  });
