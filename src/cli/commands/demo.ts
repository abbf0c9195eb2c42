import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Option, type Command } from 'commander';
import { scrapeSource, SourceError, systemClock } from '../../sources/index.ts';
import { parseDuration } from '../parse-time.ts';
import { startReplay } from '../replay-server.ts';
import { watchSource } from '../watch/watch-source.ts';

// From src/cli/commands in a checkout, from lib in a package: the same file, found from either.
const RECORDING = 'test/fixtures/recordings/b_overload.jsonl.gz';
const ROOTS = ['../../../', '../'];

// What the load generator of the recording was asked to meet.
const OBJECTIVE = { match: {}, ttftSeconds: 0.3, tpotSeconds: 0.03, e2eSeconds: 4 };

// Long enough to hold enough admissions, short enough to follow the queue as it grows (README, "How long a window is enough").
const WINDOW_SECONDS = 20;

export function addDemo(program: Command): void {
  program
    .command('demo')
    .summary('see it work on a real overloaded engine, replayed')
    .description('Replay the recording of a real overloaded vLLM as a live engine on loopback, and watch it.')
    .addOption(new Option('--for <duration>', 'stop by itself after this').argParser(parseDuration))
    .addHelpText('after', '\nExamples:\n  ridgeline demo\n  ridgeline demo --for 20s')
    .action(demo);
}

async function demo({ for: forSeconds }: { readonly for?: number }): Promise<void> {
  const engine = await startReplay(bundledRecording(), { clock: systemClock, loop: true });
  process.stderr.write(`A real vLLM 0.32 that gets 9 requests/s and can do about 3, replayed at ${engine.url}\n\n`);
  try {
    await watchSource(scrapeSource([{ url: engine.url, name: 'demo' }], { clock: systemClock }), {
      settings: { deployments: [], objectives: [OBJECTIVE] },
      everySeconds: 1,
      windowSeconds: WINDOW_SECONDS,
      forSeconds,
      format: 'text',
    });
  } finally {
    await engine.close();
  }
  process.stderr.write(
    '\nYour own engine:     npm run -s ridgeline -- watch http://localhost:8000/metrics\nFor an incident:     npm run -s ridgeline -- record http://localhost:8000/metrics -o incident.jsonl.gz\n',
  );
}

function bundledRecording(): string {
  const found = ROOTS.map((root) => fileURLToPath(new URL(root + RECORDING, import.meta.url))).find(existsSync);
  if (found === undefined)
    throw new SourceError(
      'no-such-file',
      `The recording that comes with Ridgeline is missing: ${RECORDING}. Install it again.`,
    );
  return found;
}
