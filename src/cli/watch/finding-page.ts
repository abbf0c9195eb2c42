import { RULES } from '../../diagnosis/index.ts';
import { renderRule, wrap, type EngineReport, type Paint } from '../../report/index.ts';

/** Between the pages of rules; a terminal follows none. */
const LINK = /\[([^\]]*)\]\([^)]*\.md\)/g;

/** What a finding says of the engine and the page of its rule, in lines that fit. */
export function findingPage(
  engine: EngineReport,
  id: string,
  { paint, columns, since }: { readonly paint: Paint; readonly columns: number; readonly since: string | undefined },
): string[] {
  const rule = RULES.find((each) => each.id === id);
  const finding = engine.findings?.find((each) => each.id === id && each.state === 'fires');
  const now = finding
    ? `Fires${since === undefined ? '' : ` ${since}`}: ${finding.message}`
    : 'Does not fire any more.';
  const [title = '', ...page] = rule ? renderRule(rule).trimEnd().split('\n') : [`# ${id}`];
  return [title, '', now, ...page].flatMap((line) => {
    const heading = /^#+ (.*)/.exec(line)?.[1];
    if (heading !== undefined) return [paint.heading(heading)];
    // Of an entry in a list the further lines are below the first.
    const indent = line.startsWith('- ') ? '  ' : '';
    return wrap(line.replace(LINK, '$1'), columns - indent.length).map((part, i) => (i === 0 ? part : indent + part));
  });
}
