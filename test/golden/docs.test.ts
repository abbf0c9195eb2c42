import { expect, it } from 'vitest';
import { RULES } from '../../src/diagnosis/index.ts';
import { renderRule } from '../../src/report/index.ts';

// docs/rules is written from the rules by `npm run golden:update`, and only so.
it.each(RULES.map((rule) => [rule.id, rule] as const))('the page of %s is the one in its rule', async (id, rule) => {
  await expect(renderRule(rule)).toMatchFileSnapshot(`../../docs/rules/${id}.md`);
});

it('the index names every rule', async () => {
  const rows = RULES.map(({ id, title, severity, role }) => `| [${id}](${id}.md) | ${title} | ${role} | ${severity} |`);
  const index = `# Rules\n\nWhat Ridgeline looks for in an engine. \`ridgeline explain ID\` prints these pages, too.\n\n| id | when it fires | role | severity |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  await expect(index).toMatchFileSnapshot('../../docs/rules/README.md');
});
