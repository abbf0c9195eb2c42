import { annotation, type Annotation } from '../../quantities/index.ts';
import { observationOf } from '../observe.ts';
import { SourceError, type Observation } from '../source.ts';
import { askWindows, type WindowsAt } from './ask-windows.ts';
import type { RangeRequest } from './request.ts';
import type { PromQl } from './promql.ts';
import { LEAST_INTERVALS } from './scrape-intervals.ts';

/** Servers refuse more than 11 000 points per series; and what is held here at a time is bounded, too. */
const MOST_INSTANTS = 10_000;
const MOST_ENGINE_INSTANTS = 8_000;

/** One window per engine, counted by the server. */
export async function observePushedDown(server: PromQl, request: RangeRequest): Promise<Observation> {
  const { startAtSeconds, endAtSeconds } = request;
  const window = windowOfLength(endAtSeconds - startAtSeconds, server, request);
  const instants = { firstSeconds: endAtSeconds, stepSeconds: window.windowSeconds, count: 1 };
  const [answer] = await askWindows(server, { ...request, ...window, instants });
  return answer ? observationAt(answer) : observationOf([], [], null);
}

/** The same at each of many instants. A long series is asked for piece by piece, so that neither side holds all of it. */
export async function* stepsPushedDown(
  server: PromQl,
  request: RangeRequest & { readonly stepSeconds: number; readonly windowSeconds: number },
): AsyncGenerator<Observation> {
  const { discovery, startAtSeconds, endAtSeconds, stepSeconds, windowSeconds, onProgress } = request;
  const window = windowOfLength(windowSeconds, server, request);
  const total = Math.floor((endAtSeconds - startAtSeconds) / stepSeconds + ROUNDING);
  const atOnce = Math.max(1, Math.min(MOST_INSTANTS, Math.floor(MOST_ENGINE_INSTANTS / discovery.engines.length)));
  for (let done = 0; done < total; done += atOnce) {
    // Counted back from the end, so that the newest step is a whole one.
    const firstSeconds = endAtSeconds - (total - 1 - done) * stepSeconds;
    const instants = { firstSeconds, stepSeconds, count: Math.min(atOnce, total - done) };
    const answers = await askWindows(server, { ...request, ...window, instants });
    for (const answer of answers) if (answer.windows.length > 0) yield observationAt(answer);
    onProgress?.(`${Math.min(done + atOnce, total)} of ${total} steps`);
  }
}

// Instants are Unix seconds in doubles, which are 2.4e-7 s apart.
const ROUNDING = 1e-6;

const observationAt = ({ windows, errors }: WindowsAt): Observation =>
  observationOf(windows, errors, null, ({ engine }) => JSON.stringify([engine.target, engine.labels]));

function windowOfLength(
  askedSeconds: number,
  { name }: PromQl,
  { discovery: { intervalSeconds: intervals } }: RangeRequest,
): { readonly intervalSeconds: number; readonly windowSeconds: number; readonly annotations: readonly Annotation[] } {
  if (intervals.size === 0) {
    throw new SourceError(
      'empty-window',
      `${name} holds fewer than two scrapes of any engine in the hour before the end of the stretch asked for. Choose another stretch; check that the clocks here and there agree.`,
    );
  }
  const intervalSeconds = Math.max(...intervals.values());
  const leastSeconds = LEAST_INTERVALS * intervalSeconds;
  if (askedSeconds >= leastSeconds) return { intervalSeconds, windowSeconds: askedSeconds, annotations: [] };
  const message = `widened from ${askedSeconds.toFixed(0)} to ${leastSeconds.toFixed(0)} s: Prometheus scrapes every ${intervalSeconds.toFixed(0)} s, and fewer than four intervals tell too little`;
  return { intervalSeconds, windowSeconds: leastSeconds, annotations: [annotation('window-widened', message)] };
}
