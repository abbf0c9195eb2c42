import type { EngineReport } from '../schema.ts';
import { bare, whatIsUnknown } from '../what-is-unknown.ts';
import { cell, table } from './table.ts';

/** What cannot be told, why, and the one line that would change it. */
export function unknownSection(engine: EngineReport): string[] {
  const { measures, rules, flags } = whatIsUnknown(engine);
  const rows = [
    ...measures.map(([reason, titles]) => [titles.join(', '), reason]),
    ...rules.map(({ id, message }) => [`rule ${id}`, bare(message)]),
  ];
  return [
    '### What is unknown',
    '',
    ...(rows.length === 0 ? ['Nothing that was looked for.'] : table([['what', 'why'], ...rows])),
    '',
    ...(flags.length > 0
      ? [
          `More would be known with \`${flags.map(cell).join(' ')}\` on the command line, or the same in ridgeline.yaml.`,
          '',
        ]
      : []),
  ];
}
