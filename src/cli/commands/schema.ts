import type { Command } from 'commander';
import { reportJsonSchema } from '../../report/index.ts';

export function addSchema(program: Command): void {
  program
    .command('schema')
    .description('Print the JSON Schema of what --format json prints.')
    .addHelpText('after', '\nExamples:\n  ridgeline schema > ridgeline-report.schema.json')
    .action(() => {
      process.stdout.write(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
    });
}
