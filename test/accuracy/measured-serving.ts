import { readFileSync } from 'node:fs';

/** A row of test/fixtures/roofline/measured-serving.csv: a closed loop of clients against a vLLM. */
export interface MeasuredServing {
  readonly modelId: string;
  readonly system: string;
  /** Of the weights: bf16, fp8, fp4. */
  readonly precision: string;
  readonly tensor: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly concurrency: number;
  readonly ttftSeconds: number;
  readonly tpotSeconds: number;
}

export interface MeasuredTable {
  readonly rows: readonly MeasuredServing[];
  /** The same measurement written again. */
  readonly repeatedCount: number;
  /** How many clients there were is not recorded. */
  readonly withoutConcurrency: readonly MeasuredServing[];
}

export function measuredServing(): MeasuredTable {
  const [header = '', ...all] = readFileSync('test/fixtures/roofline/measured-serving.csv', 'utf8').trim().split('\n');
  const names = header.split(',');
  const distinct = [...new Set(all.map((line) => facts(line, names)))].map(
    (line) => JSON.parse(line) as MeasuredServing,
  );
  return {
    rows: distinct.filter(({ concurrency }) => concurrency > 0),
    repeatedCount: all.length - distinct.length,
    withoutConcurrency: distinct.filter(({ concurrency }) => concurrency === 0),
  };
}

/** What was measured, without the version, which differs between repetitions. */
function facts(line: string, names: readonly string[]): string {
  const cells = line.split(',');
  const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
  const row: MeasuredServing = {
    modelId: cell('model_path'),
    system: cell('system'),
    precision: cell('precision') || 'bf16',
    tensor: Number(cell('tp_size')),
    inputTokens: Number(cell('isl')),
    outputTokens: Number(cell('osl')),
    concurrency: Number(cell('concurrency')),
    ttftSeconds: Number(cell('silicon_ttft_ms')) / 1e3,
    tpotSeconds: Number(cell('silicon_tpot_ms')) / 1e3,
  };
  return JSON.stringify(row);
}

export const shapeOf = ({ inputTokens, outputTokens }: MeasuredServing): string => `${inputTokens}/${outputTokens}`;

/** What one calibration is for: model × GPU × precision, over how many GPUs whatever. */
export const deploymentOf = ({ modelId, system, precision }: MeasuredServing): string =>
  `${modelId.replace(/^.*\//, '')} ${precision} ${system}`;

export const described = (row: MeasuredServing): string =>
  `${deploymentOf(row)} TP${row.tensor} ${shapeOf(row)} C=${row.concurrency}`;
