import { printable } from '../../quantities/index.ts';
import type { Origin } from '../origin.ts';
import type { Report } from '../schema.ts';
import { originFacts } from '../origin-facts.ts';
import { codeBlock } from './code-block.ts';
import { cell } from './table.ts';

/** The command line that made the report, and the versions that took part. */
export function reproduceSection(report: Report, origin: Origin): string[] {
  return [
    '## How to reproduce',
    '',
    ...(origin.commandLine === undefined ? [] : [...codeBlock([printable(origin.commandLine)], 'sh'), '']),
    ...originFacts(report, origin).map(([name, said]) => `- ${name}: ${cell(said)}`),
    '',
  ];
}
