import { annotation, type Annotation } from '../../quantities/index.ts';
import { restOfLine } from './cursor.ts';
import type { Layout } from './exposition.ts';
import { familyOf } from './family-of.ts';
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
  const echo = restOfLine({ text, at: start }).slice(0, MAX_ECHO).replace(/\p{C}/gu, '\uFFFD');
  return annotation('malformed-line', `line ${number} cannot be read from column ${at - start + 1} on: ${echo}`);
}

function countUntyped({ families, namesakes }: PageScan, dialect: Layout['dialect']): number {
  let untyped = 0;
  for (const [name, { count }] of namesakes) if (!familyOf(name, families, dialect)?.type) untyped += count;
  return untyped;
}
