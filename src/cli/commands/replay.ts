import { Option, type Command } from 'commander';
import { systemClock } from '../../sources/index.ts';
import { interruption } from '../interruption.ts';
import { parsePort, parsePositive } from '../parse-number.ts';
import { startReplay } from '../replay-server.ts';

interface ReplayCommandOptions {
  readonly speed: number;
  readonly host: string;
  readonly port: number;
  readonly loop?: boolean;
}

export function addReplay(program: Command): void {
  program
    .command('replay')
    .summary('serve a recording as a live metrics page')
    .description(
      'Serve a recording as a live /metrics page: an engine made of real bytes, to try tools and dashboards on.',
    )
    .argument('<recording>', 'the recording (*.jsonl, *.jsonl.gz)')
    .addOption(new Option('--speed <factor>', 'times as fast as recorded').argParser(parsePositive).default(1))
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(new Option('--port <port>', 'port to listen on; 0 takes a free one').argParser(parsePort).default(8000))
    .option('--loop', 'start over at the end; to a scraper that is a restart of the engine')
    .addHelpText(
      'after',
      `
Examples:
  ridgeline replay incident.jsonl.gz
  ridgeline replay incident.jsonl.gz --speed 10 --port 0 --loop`,
    )
    .action(replay);
}

async function replay(path: string, { speed, host, port, loop = false }: ReplayCommandOptions): Promise<void> {
  const { signal, release } = interruption();
  const onFault = (message: string): void => {
    process.stderr.write(`${message}\n`);
  };
  const server = await startReplay(path, { clock: systemClock, speed, host, port, loop, onFault });
  process.stdout.write(`${server.url}\n`);
  process.stderr.write(`Serving ${path} at ${speed}× until Ctrl-C.\n`);
  const interrupted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
  try {
    await Promise.race([server.done, interrupted]);
    if (!signal.aborted) process.stderr.write('The recording is over; its last page stays until Ctrl-C.\n');
    await interrupted;
  } finally {
    release();
    await server.close();
  }
}
