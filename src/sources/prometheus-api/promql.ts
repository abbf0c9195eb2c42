import { ask, askAll } from './ask.ts';
import { decodeSeries, type Decoded, type Series } from './decode.ts';
import { timeOf } from './expression.ts';
import type { Instants } from './instants.ts';
import type { ApiRequest, Transport } from './transport.ts';

export type Answer = Decoded<readonly Series[]>;

/** Several expressions, all at the same instants. */
export interface Questions {
  readonly expressions: readonly string[];
  readonly instants: Instants;
  readonly signal?: AbortSignal | undefined;
}

/** Anything that evaluates PromQL: a server over HTTP, or a data source that somebody else configured. */
export interface PromQl {
  /** As shown to people, without secrets. */
  readonly name: string;
  /**
   * Hands over each answer with the number of its expression as soon as it is there, so that not all have to be held.
   * Rejects with a SourceError, or the reason of the signal.
   */
  queryAll(questions: Questions, onAnswer: (answer: Answer, number: number) => void): Promise<void>;
}

/** One request for each expression, some at a time. */
export const overHttp = (transport: Transport): PromQl => ({
  name: transport.name,
  async queryAll({ expressions, instants, signal }, onAnswer) {
    await askAll(
      expressions.map((expression, number) => ({ expression, number })),
      async ({ expression, number }) => {
        onAnswer(await ask(transport, requestFor(expression, instants, signal), decodeSeries), number);
      },
    );
  },
});

/** Otherwise VictoriaMetrics moves instants: long ranges to multiples of the step, and the newest ones back by half a minute. */
const AS_ASKED = { nocache: '1' };

/** Instants of a window and of a series of windows are asked for alike, but for the path. */
const requestFor = (
  query: string,
  { firstSeconds, stepSeconds, count }: Instants,
  signal: AbortSignal | undefined,
): ApiRequest =>
  count === 1
    ? { path: 'query', parameters: { query, time: timeOf(firstSeconds), ...AS_ASKED }, signal }
    : {
        path: 'query_range',
        parameters: {
          query,
          start: timeOf(firstSeconds),
          end: timeOf(firstSeconds + (count - 1) * stepSeconds),
          step: stepSeconds.toFixed(3),
          ...AS_ASKED,
        },
        signal,
      };
