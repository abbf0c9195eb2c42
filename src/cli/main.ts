#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { RIDGELINE_VERSION } from '../report/index.ts';
import { SourceError } from '../sources/index.ts';
import { addAnalyze } from './commands/analyze.ts';
import { addCalibrate } from './commands/calibrate.ts';
import { addCompare } from './commands/compare.ts';
import { addDemo } from './commands/demo.ts';
import { addExplain } from './commands/explain.ts';
import { addExport } from './commands/export.ts';
import { addRecord } from './commands/record.ts';
import { addReplay } from './commands/replay.ts';
import { addRoofline } from './commands/roofline.ts';
import { addRules } from './commands/rules.ts';
import { addSchema } from './commands/schema.ts';
import { addWatch } from './commands/watch.ts';
import { printableLines } from '../quantities/index.ts';
import { EXIT, UsageError } from './exit-code.ts';

function createProgram(): Command {
  const program = new Command('ridgeline')
    .description('What a running vLLM engine is doing, why, and what limits it.')
    .version(RIDGELINE_VERSION)
    .showHelpAfterError('(--help shows what is accepted)')
    .exitOverride()
    .addHelpText(
      'after',
      `
Exit codes: 0 nothing to say, 1 findings or a regression, 2 could not measure, 64 usage or settings.

Examples:
  ridgeline demo
  ridgeline watch http://localhost:8000/metrics
  ridgeline analyze incident.jsonl.gz --last 5m
  ridgeline compare before.jsonl.gz after.jsonl.gz`,
    );
  for (const add of [
    addAnalyze,
    addWatch,
    addExport,
    addRecord,
    addReplay,
    addDemo,
    addCompare,
    addRoofline,
    addCalibrate,
    addExplain,
    addRules,
    addSchema,
  ])
    add(program);
  for (const command of program.commands) command.copyInheritedSettings(program);
  return program;
}

/** What an error means to a script, after saying it to a person. */
function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof UsageError || (error instanceof SourceError && error.code === 'bad-settings')) {
    say(error);
    return EXIT.usage;
  }
  if (error instanceof SourceError) {
    say(error);
    return EXIT.notMeasured;
  }
  if (error instanceof DOMException && error.name === 'AbortError') {
    process.stderr.write('Interrupted.\n');
    return EXIT.interrupted;
  }
  throw error;
}

/** Messages quote what came from the network. */
const say = ({ message }: Error): boolean => process.stderr.write(`${printableLines(message, LONGEST_LINE)}\n`);

const LONGEST_LINE = 2000;

// A reader that goes away early (| head) is no failure, and takes back nothing that was found.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.ok);
  throw error;
});

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = exitCodeFor(error);
}
