import { isEngineMetric } from '../metrics/catalogue/index.ts';
import { parseExposition, type Exposition, type Layout } from '../metrics/exposition/index.ts';
import type { ScrapeFailure } from '../metrics/window/index.ts';
import { visible } from './visible.ts';

export interface PageContext {
  readonly contentType?: string | undefined;
  /** The layout of the target's previous page. */
  readonly previous?: Layout | undefined;
  /** Masks secrets in what is quoted from the page. */
  readonly conceal?: ((text: string) => string) | undefined;
}

export type PageReading = { readonly page: Exposition } | { readonly failure: ScrapeFailure };

/**
 * The exposition in the body of a 200 answer, or what came instead of one. The content decides, not the Content-Type: any
 * page that holds something of an engine is good, and what is odd about it is in its annotations.
 */
export function readPage(body: string | Uint8Array, { contentType, previous, conceal }: PageContext = {}): PageReading {
  const page = parseExposition(body, previous);
  if (page.layout === previous || isEnginePage(page.layout)) return { page };
  const found = whatCame(
    typeof body === 'string' ? body : Buffer.from(body).toString('utf8', 0, QUOTED_BYTES),
    page,
    conceal,
  );
  const type = contentType ? `, Content-Type ${visible(contentType)}` : '';
  return { failure: { code: found.code, message: `${found.what}${type}. ${found.advice}` } };
}

const QUOTED_BYTES = 4096;

const isEnginePage = ({ series, families }: Layout): boolean =>
  series.some(({ name }) => isEngineMetric(name)) || [...families.keys()].some(isEngineMetric);

interface Found {
  readonly code: ScrapeFailure['code'];
  readonly what: string;
  readonly advice: string;
}

function whatCame(head: string, page: Exposition, conceal = (text: string) => text): Found {
  const start = head.trimStart().slice(0, QUOTED_BYTES);
  const notMetrics = (
    what: string,
    advice = 'vLLM serves its metrics at the path /metrics; check host, port and path.',
  ) => ({ code: 'not-metrics', what, advice }) as const;
  const beginning = `beginning with "${visible(conceal(start))}"`;
  if (start === '') return notMetrics('an empty page came back');
  if (isBinary(start)) return notMetrics('binary data came back');
  if (start.startsWith('<')) return notMetrics(`an HTML or XML page came back, ${beginning}`);
  if (/^[{[]\s*(["{[\]}\d]|$)/.test(start) && page.layout.series.length === 0) {
    return notMetrics(`JSON came back, ${beginning}`);
  }
  if (page.layout.series.length > 0) {
    const names = [...new Set(page.layout.series.map(({ name }) => name))].slice(0, 3).map((name) => visible(name));
    return notMetrics(
      `a metrics page without any vLLM series came back: ${page.layout.series.length} series, such as ${names.join(', ')}`,
      'If this is vLLM, it runs with --disable-log-stats; otherwise this port belongs to another program.',
    );
  }
  if (/^# (TYPE|HELP) /m.test(start)) {
    return {
      code: 'malformed',
      what: `a metrics page came back, but not one sample of it can be read, ${beginning}`,
      advice: 'Is something between here and the engine changing the page?',
    };
  }
  return notMetrics(`text that is no metrics page came back, ${beginning}`);
}

/** More than one in ten characters is a control character or no UTF-8. */
const isBinary = (text: string): boolean =>
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  (text.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0) * 10 > text.length;
