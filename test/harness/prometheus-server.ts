import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { startServer, type RunningServer } from './server-process.ts';

export interface PrometheusOptions {
  /** Samples it holds from the start, as OpenMetrics text with timestamps. */
  readonly samples?: string;
  /** prometheus.yml; nothing to scrape and no rules unless given. Relative files in it lie in `files`. */
  readonly configuration?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly port?: number;
  readonly flags?: readonly string[];
}

/** A real Prometheus on loopback, loaded with `promtool tsdb create-blocks-from openmetrics`. */
export async function startPrometheus({
  samples,
  configuration = 'global: {}\n',
  files = {},
  port,
  flags = [],
}: PrometheusOptions = {}): Promise<RunningServer> {
  return startServer({
    program: 'prometheus',
    port: port ?? (await freePort()),
    readyPath: '/-/ready',
    parameters: (chosen, folder) => [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=127.0.0.1:${chosen}`,
      '--log.level=warn',
      ...flags,
    ],
    prepare: async (folder) => {
      await mkdir(join(folder, 'data'));
      await writeFile(join(folder, 'prometheus.yml'), configuration);
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
      if (samples !== undefined) await createBlocks(folder, samples);
    },
  });
}

async function createBlocks(folder: string, samples: string): Promise<void> {
  const file = join(folder, 'samples.om');
  await writeFile(file, samples);
  // Blocks of a day: fewer, and quicker to load.
  const parameters = [
    'tsdb',
    'create-blocks-from',
    'openmetrics',
    '--max-block-duration=24h',
    file,
    join(folder, 'data'),
  ];
  await promisify(execFile)('promtool', parameters);
}
