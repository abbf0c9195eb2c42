import type { Labels, Series } from './decode.ts';
import type { PromQl } from './promql.ts';

/**
 * Tells the answers of one bundle apart; short, since it is in every series. No label of vLLM or of a scrape is called so; one
 * that is would be overwritten, and a server refuses the query where nothing else tells two series apart.
 */
const NUMBER = '_rl';

/** VictoriaMetrics takes queries of up to 16 kB; smaller bundles are evaluated side by side. */
const MOST_CHARACTERS = 1_200;

/**
 * Asks many expressions as few: each is labelled with its number, and they are joined by `or`. For whoever pays by the
 * request.
 */
export const bundled = (server: PromQl): PromQl => ({
  ...server,
  async queryAll({ expressions, ...questions }, onAnswer) {
    const bundles = bundlesOf(expressions);
    await server.queryAll(
      { ...questions, expressions: bundles.map(({ text }) => text) },
      ({ data, warnings }, bundle) => {
        const ofBundle = new Map<number, Series[]>(bundles[bundle]?.numbers.map((number) => [number, []]));
        for (const { labels, ...points } of data) {
          ofBundle.get(Number(labels[NUMBER]))?.push({ labels: without(labels), ...points });
        }
        for (const [number, series] of ofBundle) onAnswer({ data: series, warnings }, number);
      },
    );
  },
});

interface Bundle {
  readonly numbers: readonly number[];
  readonly text: string;
}

function bundlesOf(expressions: readonly string[]): Bundle[] {
  const bundles: { numbers: number[]; parts: string[]; length: number }[] = [];
  expressions.forEach((expression, number) => {
    const part = `label_replace(${expression}, "${NUMBER}", "${number}", "", "")`;
    const last = bundles.at(-1);
    if (last && last.length + part.length < MOST_CHARACTERS) {
      last.numbers.push(number);
      last.parts.push(part);
      last.length += part.length;
    } else {
      bundles.push({ numbers: [number], parts: [part], length: part.length });
    }
  });
  return bundles.map(({ numbers, parts }) => ({ numbers, text: joined(parts) }));
}

/** A server compares both sides of each `or` at every instant: halves of halves are compared less often than a long row. */
function joined(parts: readonly string[]): string {
  if (parts.length <= 2) return parts.join('\nor ');
  const middle = Math.ceil(parts.length / 2);
  return `(${joined(parts.slice(0, middle))})\nor (${joined(parts.slice(middle))})`;
}

const without = (labels: Labels): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => name !== NUMBER));
