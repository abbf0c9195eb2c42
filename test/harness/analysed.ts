import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { EXIT } from '../../src/cli/exit-code.ts';
import type { PlainRange } from './page/page-api.ts';

interface Measured {
  readonly known: boolean;
  readonly value?: number;
  readonly unit?: string;
}

export interface AnalysedEngine {
  readonly target: string;
  readonly engine: string | null;
  readonly measures: Readonly<Record<string, Measured>>;
}

/** What `ridgeline analyze` says of the same stretch of the same Prometheus. */
export async function analysed(prometheusUrl: string, { from, to }: PlainRange, ...flags: string[]) {
  const parameters = ['analyze', `prometheus+${prometheusUrl}`, '--from', String(from / 1e3), '--to', String(to / 1e3)];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['node_modules/tsx/dist/cli.mjs', 'src/cli/main.ts', ...parameters, '--format', 'json', ...flags],
    { maxBuffer: 1e8 },
  ).catch((error: unknown) => {
    // The report is there; something in it fires.
    if (isFindings(error)) return error;
    throw error;
  });
  return (JSON.parse(stdout) as { engines: AnalysedEngine[] }).engines;
}

const isFindings = (error: unknown): error is Error & { readonly stdout: string } =>
  error instanceof Error && 'code' in error && error.code === EXIT.findings;
