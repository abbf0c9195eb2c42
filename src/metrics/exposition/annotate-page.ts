import { annotation, type Annotation } from '../../quantities/index.ts';
import { lineEnd } from './characters.ts';
import type { Layout } from './exposition.ts';
import { familyOf, mayAppend } from './family-of.ts';
import type { MetricName } from './metric-name.ts';
import type { MalformedLine, PageScan } from './page-scan.ts';

/** Malformed lines that are annotated one by one; the others are counted. */
const MAX_MALFORMED = 10;

/** Of a malformed line, this much is shown. */
const MAX_ECHO = 80;

/** What was odd about a page. */
export function annotatePage(page: PageScan, dialect: Layout['dialect']): Annotation[] {
  const annotations = page.malformed.slice(0, MAX_MALFORMED).map((line) => malformed(page.text, line));
  const unshown = page.malformed.length - annotations.length;
  const { replaced } = page;
  const untyped = countUntyped(page, dialect);
  const endIsMissing = dialect === 'openmetrics' && !page.hasEnd;

  if (unshown > 0) annotations.push(annotation('malformed-line', `and ${unshown} more`));
  if (page.isCut) annotations.push(annotation('truncated-page', 'the last line has no newline and was left out'));
  else if (endIsMissing) annotations.push(annotation('truncated-page', 'the page does not end with # EOF'));
  if (replaced > 0) annotations.push(annotation('duplicate-series', `${replaced} samples were replaced by later ones`));
  if (untyped > 0) annotations.push(annotation('missing-type', `${untyped} series have no # TYPE line`));
  return annotations;
}

function malformed(text: string, { number, start, at }: MalformedLine): Annotation {
  const echo = text.slice(start, lineEnd(text, start)).slice(0, MAX_ECHO).replace(/\p{C}/gu, '\uFFFD');
  return annotation('malformed-line', `line ${number} cannot be read from column ${at - start + 1} on: ${echo}`);
}

function countUntyped(page: PageScan, dialect: Layout['dialect']): number {
  let untyped = 0;
  for (const name of page.names.values()) if (name.count > 0 && !hasType(name, page, dialect)) untyped += name.count;
  return untyped;
}

/** Whether a TYPE line speaks of the family of a name. Mostly that is its stem, which need not be looked up. */
function hasType({ name, stem, family, isTyped }: MetricName, page: PageScan, dialect: Layout['dialect']): boolean {
  if (family) return isTyped;
  if (stem?.family && mayAppend(stem.family, name.slice(stem.name.length), dialect)) return stem.isTyped;
  const owner = familyOf(name, page.families, dialect);
  return owner !== undefined && page.names.get(owner.name)?.isTyped === true;
}
