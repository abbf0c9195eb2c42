import { Argument, type Command } from 'commander';
import { comparisonJsonSchema, reportJsonSchema } from '../../report/index.ts';

const SCHEMAS = { report: reportJsonSchema, comparison: comparisonJsonSchema } as const;

export function addSchema(program: Command): void {
  program
    .command('schema')
    .description('Print the JSON Schema of what --format json prints.')
    .addArgument(
      new Argument('[of]', 'what analyze prints, or what compare does')
        .choices(Object.keys(SCHEMAS))
        .default('report', 'report'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  ridgeline schema > ridgeline-report.schema.json\n  ridgeline schema comparison > ridgeline-comparison.schema.json',
    )
    .action((of: keyof typeof SCHEMAS) => {
      process.stdout.write(`${JSON.stringify(SCHEMAS[of](), null, 2)}\n`);
    });
}
