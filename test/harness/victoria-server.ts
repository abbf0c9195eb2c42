import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { startServer, type RunningServer } from './server-process.ts';

/** A real VictoriaMetrics on loopback, loaded through its import API with Prometheus text with timestamps. */
export async function startVictoria(samples?: string, flags: readonly string[] = []): Promise<RunningServer> {
  const server = await startServer({
    program: 'victoria-metrics',
    port: await freePort(),
    readyPath: '/health',
    parameters: (port, folder) => [
      `-storageDataPath=${join(folder, 'data')}`,
      `-httpListenAddr=127.0.0.1:${port}`,
      '-retentionPeriod=100y',
      // Otherwise it leaves the newest half minute out of queries.
      '-search.latencyOffset=0s',
      // Its default of 30 would cut off the labels of vLLM's cache_config_info.
      '-maxLabelsPerTimeseries=60',
      '-loggerLevel=WARN',
      ...flags,
    ],
  });
  if (samples !== undefined) await importSamples(server, samples);
  return server;
}

/** Prometheus text, timestamps in milliseconds. Queries see all of it when this returns. */
async function importSamples({ url }: RunningServer, samples: string): Promise<void> {
  const imported = await fetch(`${url}/api/v1/import/prometheus`, { method: 'POST', body: samples });
  if (!imported.ok) throw new Error(`VictoriaMetrics refused the import: ${await imported.text()}`);
  await fetch(`${url}/internal/force_flush`);
}
