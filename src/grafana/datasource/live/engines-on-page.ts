import { createObserver, readPage } from '../../../sources/in-browser/index.ts';
import type { TestResult } from '../test-connection.ts';
import { messageOf } from '../../query/index.ts';

type Identity = { readonly engine: string | null; readonly model: string | null };

/** The engines behind one page. Throws with what came instead of a page of vLLM. */
export function enginesOnPage(body: string, atSeconds: number): readonly Identity[] {
  const reading = readPage(body);
  if ('failure' in reading) throw new Error(reading.failure.message);
  const observer = createObserver();
  observer.add({ target: 'the engine', atSeconds, scrapeSeconds: 0, page: reading.page });
  return observer.observation().windows.map(({ engine }) => engine);
}

/** What "Save & test" says of the page of an engine. */
export async function testPage(fetchPage: () => Promise<string>, nowSeconds: number): Promise<TestResult> {
  try {
    const engines = enginesOnPage(await fetchPage(), nowSeconds);
    const named = engines.map(({ engine, model }) => `${model ?? 'a model without a name'}, engine ${engine ?? '0'}`);
    return {
      status: 'success',
      message: `The page answers: ${named.join('; ')}. It has no past: panels fill while you look.`,
    };
  } catch (error) {
    return { status: 'error', message: messageOf(error) };
  }
}
