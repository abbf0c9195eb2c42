import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { median, type BenchRow } from './bench-row.ts';
import { grownText } from './fleet-cycle.ts';

const SCRAPES = 185;
const RUNS = 3;

/** The command as it is shipped, as a process of its own, on a recording of full pages: start-up, reading, report. */
export function benchWholeRecording(): BenchRow[] {
  const folder = mkdtempSync(join(tmpdir(), 'ridgeline-bench-'));
  try {
    const recording = join(folder, 'whole.jsonl.gz');
    const kilobytes = writeRecording(recording) / 1000;
    // Inside the checkout, so that its packages are found.
    const command = join('node_modules', '.ridgeline-bench.mjs');
    buildSync({
      entryPoints: ['src/cli/main.ts'],
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      outfile: command,
    });
    const runs = Array.from({ length: RUNS }, () => analyzeOnce(command, recording));
    rmSync(command);
    const seconds = median(runs.map((run) => run.seconds));
    const megabytes = Math.max(...runs.map((run) => run.megabytes));
    const what = `analyze a recording of ${SCRAPES} scrapes of ${kilobytes.toFixed(0)} kB`;
    return [
      { what: `${what}: whole process`, measured: seconds, unit: 's', claim: { below: 1 }, goal: { below: 1 } },
      { what: `${what}: peak memory`, measured: megabytes, unit: 'MB', claim: { below: 200 }, goal: { below: 200 } },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns the bytes of a page. */
function writeRecording(path: string): number {
  const text = readFileSync('test/fixtures/expositions/vllm-0.32.0-all-options.prom', 'utf8');
  const lines = Array.from({ length: SCRAPES }, (_, second) =>
    JSON.stringify({ t: 1_795_317_000 + second, dur: 0.03, status: 200, body: grownText(text, second) }),
  );
  writeFileSync(path, gzipSync(`${lines.join('\n')}\n`));
  return grownText(text, 1).length;
}

function analyzeOnce(command: string, recording: string): { seconds: number; megabytes: number } {
  const startedAt = performance.now();
  const report = `process.on('exit', () => process.stderr.write('\\n' + process.resourceUsage().maxRSS))`;
  const preload = `data:text/javascript,${encodeURIComponent(report)}`;
  const child = spawnSync(process.execPath, ['--import', preload, command, 'analyze', recording, '--format', 'json'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const { engines } = JSON.parse(child.stdout) as { engines: { window: { samples: number } }[] };
  if (engines[0]?.window.samples !== SCRAPES)
    throw new Error(`the report is not of ${SCRAPES} scrapes: ${child.stderr}`);
  return { seconds, megabytes: Number(child.stderr.split('\n').at(-1)) / 1024 };
}
