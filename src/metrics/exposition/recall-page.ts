import type { Annotation } from '../../quantities/index.ts';
import { wordEnd } from './characters.ts';
import { codesOf } from './codes-of.ts';
import type { Exposition, Layout } from './exposition.ts';
import type { PageScan } from './page-scan.ts';
import { scanNumber } from './scan-number.ts';

/** A page as text between values: a page that differs from it only in the values says the same about everything else. */
interface Memory {
  readonly beforeValue: readonly string[];
  readonly afterLast: string;
  readonly annotations: readonly Annotation[];
}

/** Until a page is recalled for the first time, its memory waits to be made. */
const memories = new WeakMap<Layout, Memory | (() => Memory)>();

/**
 * Keeps the text around the values of a page, for recallPage.
 *
 * - Not if there are timestamps, exemplars or duplicate series: then more than one value per series may change.
 */
export function rememberPage({ text, starts, replaced }: PageScan, page: Exposition): void {
  const { layout, timestampsSeconds, exemplars, annotations } = page;
  if (timestampsSeconds.size + exemplars.size + replaced > 0) return;
  memories.set(layout, () => cutOutValues(text, starts, annotations));
}

function cutOutValues(text: string, starts: readonly number[], annotations: readonly Annotation[]): Memory {
  const { codes } = codesOf(text);
  const beforeValue: string[] = [];
  let from = 0;
  for (const start of starts) {
    beforeValue.push(text.slice(from, start));
    from = wordEnd(codes, start);
  }
  return { beforeValue, afterLast: text.slice(from), annotations };
}

/** Reads only the values of a page that is otherwise, to the letter, the one last read with this layout. */
export function recallPage(text: string, layout: Layout): Exposition | undefined {
  let memory = memories.get(layout);
  if (!memory) return undefined;
  if (typeof memory === 'function') memories.set(layout, (memory = memory()));
  const values = new Float64Array(memory.beforeValue.length);
  const scan = { text, codes: codesOf(text).codes, lastNumber: NaN };
  let at = 0;
  for (const [i, literal] of memory.beforeValue.entries()) {
    const start = at + literal.length;
    if (text.slice(at, start) !== literal) return undefined; // several times faster than startsWith
    at = scanNumber(scan, start);
    if (at < 0) return undefined;
    values[i] = scan.lastNumber;
  }
  if (text.slice(at) !== memory.afterLast) return undefined;
  return { layout, values, timestampsSeconds: new Map(), exemplars: new Map(), annotations: memory.annotations };
}
