import type { Annotation } from '../../quantities/index.ts';
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
export function rememberPage({ text, bounds, replaced }: PageScan, page: Exposition): void {
  const { layout, timestampsSeconds, exemplars, annotations } = page;
  if (timestampsSeconds.size + exemplars.size + replaced > 0) return;
  memories.set(layout, () => cutOutValues(text, bounds, annotations));
}

function cutOutValues(text: string, bounds: readonly number[], annotations: readonly Annotation[]): Memory {
  const beforeValue: string[] = [];
  let from = 0;
  for (const [i, bound] of bounds.entries()) {
    if (i % 2 === 0) beforeValue.push(text.slice(from, bound));
    else from = bound;
  }
  return { beforeValue, afterLast: text.slice(from), annotations };
}

/** Reads only the values of a page that is otherwise, to the letter, the one last read with this layout. */
export function recallPage(text: string, layout: Layout): Exposition | undefined {
  let memory = memories.get(layout);
  if (!memory) return undefined;
  if (typeof memory === 'function') memories.set(layout, (memory = memory()));
  const values = new Float64Array(memory.beforeValue.length);
  const cursor = { text, at: 0 };
  for (const [i, literal] of memory.beforeValue.entries()) {
    const start = cursor.at + literal.length;
    if (text.slice(cursor.at, start) !== literal) return undefined; // several times faster than startsWith
    cursor.at = start;
    const value = scanNumber(cursor);
    if (value === undefined) return undefined;
    values[i] = value;
  }
  if (text.slice(cursor.at) !== memory.afterLast) return undefined;
  return { layout, values, timestampsSeconds: new Map(), exemplars: new Map(), annotations: memory.annotations };
}
