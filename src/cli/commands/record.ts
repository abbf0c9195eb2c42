import { Option, type Command } from 'commander';
import {
  createTarget,
  displayUrl,
  openRecording,
  poll,
  SourceError,
  systemClock,
  type Answer,
} from '../../sources/index.ts';
import { interruption } from '../interruption.ts';
import { parseDuration } from '../parse-time.ts';
import { startProgress } from '../progress.ts';
import { addConnectionOptions, targetOptions, type ConnectionOptions } from '../source-options.ts';

interface RecordOptions extends ConnectionOptions {
  readonly output: string;
  readonly every: number;
  readonly for?: number;
}

export function addRecord(program: Command): void {
  const command = program
    .command('record')
    .summary('append the pages of an engine to a recording')
    .description(
      'Append the metrics pages of engines to a recording, until Ctrl-C or --for. Killed at any moment it leaves a readable file.',
    )
    .argument('<url...>', 'URLs of metrics pages')
    .requiredOption('-o, --output <file>', 'the recording: *.jsonl, or *.jsonl.gz for a compressed one')
    .addOption(new Option('--every <duration>', 'how often to scrape').argParser(parseDuration).default(1, '1s'))
    .addOption(new Option('--for <duration>', 'stop by itself after this').argParser(parseDuration));
  addConnectionOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  ridgeline record http://localhost:8000/metrics -o incident.jsonl.gz
  ridgeline record http://gpu-1:8000 http://gpu-2:8000 -o fleet.jsonl.gz --every 5s --for 1h`,
    )
    .action(record);
}

async function record(urls: string[], options: RecordOptions): Promise<void> {
  const targets = (await targetOptions(urls, options)).map((target) => createTarget(target, systemClock));
  const writer = await openRecording(options.output, { nameTargets: targets.length > 1 });
  const { signal: ends, release } = interruption(options.for);
  const progress = startProgress(`Recording to ${options.output}`);
  const counted: Counted = { pages: 0, failures: 0 };
  try {
    const fetches = targets.map(
      (target) =>
        (until: AbortSignal): Promise<Answer> =>
          target.fetch(until),
    );
    for await (const answer of poll(fetches, { everySeconds: options.every, clock: systemClock, signal: ends })) {
      await writer.append(answer);
      if ('failure' in answer || answer.status !== 200) counted.failures += 1;
      else counted.pages += 1;
      progress.update(summary(counted));
    }
  } finally {
    release();
    progress.stop();
    await writer.close();
  }
  if (counted.pages === 0) throw nothingRecorded(urls, options.output, counted);
  process.stderr.write(`${options.output}: ${summary(counted)}. Read it with: ridgeline analyze ${options.output}\n`);
}

const nothingRecorded = (urls: readonly string[], output: string, counted: Counted): SourceError =>
  new SourceError(
    'no-engine',
    `${urls.map(displayUrl).join(', ')} answered with no page (${summary(counted)}); ${output} holds only the failures. \`ridgeline analyze ${urls.map(displayUrl).join(' ')}\` says what is wrong.`,
  );

interface Counted {
  pages: number;
  failures: number;
}

const summary = ({ pages, failures }: Counted): string =>
  [amount(pages, 'page'), ...(failures > 0 ? [amount(failures, 'failed scrape')] : [])].join(', ');

const amount = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
