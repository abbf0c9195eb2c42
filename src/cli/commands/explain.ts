import type { Command } from 'commander';
import { RULES } from '../../diagnosis/index.ts';
import { renderRule } from '../../report/index.ts';
import { UsageError } from '../exit-code.ts';

export function addExplain(program: Command): void {
  program
    .command('explain')
    .description(
      'What a finding means, how it is computed and what to do: the page of its rule. Without an id, all rules.',
    )
    .argument('[id]', 'as the report names it')
    .addHelpText('after', '\nExamples:\n  ridgeline explain\n  ridgeline explain sequence-cap')
    .action((id: string | undefined) => {
      process.stdout.write(id === undefined ? list() : renderRule(ruleOf(id)));
    });
}

const list = (): string => RULES.map(({ id, title }) => `${id.padEnd(LONGEST_ID)}  ${title}\n`).join('');

const LONGEST_ID = Math.max(...RULES.map(({ id }) => id.length));

function ruleOf(id: string) {
  const rule = RULES.find((each) => each.id === id);
  if (rule) return rule;
  const alike = RULES.filter((each) => each.id.includes(id) || id.includes(each.id)).map((each) => each.id);
  throw new UsageError(
    `There is no rule "${id}". ${alike.length > 0 ? `Did you mean ${alike.join(' or ')}?` : 'ridgeline explain, without an id, lists all.'}`,
  );
}
