import type { Labels, Series } from './decode.ts';
import type { PromQl } from './promql.ts';

/** Tells the answers of one bundle apart. No label of vLLM or of a scrape is called so. */
const NUMBER = 'ridgeline_number';

/** VictoriaMetrics takes queries of up to 16 kB; several bundles are evaluated side by side. */
const LONGEST = 6_000;

/**
 * Asks many expressions as few: each is labelled with its number, and they are joined by `or`. For whoever pays by the
 * request. None of the expressions may give series with the label that tells them apart.
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
  const bundles: { numbers: number[]; text: string }[] = [];
  expressions.forEach((expression, number) => {
    const text = `label_replace(${expression}, "${NUMBER}", "${number}", "${NUMBER}", "")`;
    const last = bundles.at(-1);
    if (last && last.text.length + text.length < LONGEST) {
      last.numbers.push(number);
      last.text += `\nor ${text}`;
    } else {
      bundles.push({ numbers: [number], text });
    }
  });
  return bundles;
}

const without = (labels: Labels): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => name !== NUMBER));
