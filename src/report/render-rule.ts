import { formatQuantity } from '../quantities/index.ts';
import type { Rule } from '../diagnosis/index.ts';
import { insideSentence } from './text/inside-sentence.ts';

/** The page of a rule in Markdown: what `ridgeline explain` prints, and what stands in docs/. */
export function renderRule({ id, title, role, severity, needs, thresholds, explains, page }: Rule): string {
  const limits = Object.entries(thresholds).map(
    ([name, { value, unit, what }]) => `- \`${name}\` = ${formatQuantity(value, unit)}: ${what}`,
  );
  return [
    `# ${id}: ${insideSentence(title)}`,
    `${severity} · ${ROLE[role]}`,
    ...section('What it means', page.whatItMeans),
    ...section('Why it matters', page.whyItMatters),
    ...section('How it is computed', page.howItIsComputed),
    `Needs ${needs.map((need) => `\`${need}\``).join(', ') || 'no measure'}.`,
    ...(limits.length > 0
      ? [`Thresholds, of which \`rules.${id}\` in the settings sets others:`, limits.join('\n')]
      : []),
    ...section('What to do', page.whatToDo),
    ...section('When it misleads', page.whenItMisleads),
    ...(explains.length > 0
      ? section('What follows from it', explains.map((other) => `[${other}](${other}.md)`).join(', '))
      : []),
    ...section('References', page.references.map((reference) => `- ${reference}`).join('\n')),
  ]
    .join('\n\n')
    .concat('\n');
}

const section = (heading: string, text: string): string[] => [`## ${heading}`, text];

const ROLE: Readonly<Record<Rule['role'], string>> = {
  standstill: 'the engine does not work',
  limit: 'may be what binds: requests wait for it, in the queue of the engine or before it',
  ceiling: 'what the hardware allows',
  contribution: 'makes another limit bind earlier, or costs something by itself',
  symptom: 'what users or counters see of a cause',
  instrument: 'the data is not what it seems, or does not suffice',
};
