import type { Clock } from '../clock.ts';
import type { ApiAnswer, Transport } from './transport.ts';

/** Overloaded or restarting, says the server; the same request may succeed soon. */
export const PASSING: readonly number[] = [429, 502, 503, 504];

const ATTEMPTS = 4;
const FIRST_PAUSE_SECONDS = 0.25;
/** A server that asks for more is taken at its word in the next cycle, not in this one. */
const LONGEST_PAUSE_SECONDS = 5;

/** Asks again after 429, 502, 503 and 504: three times, after ¼, ½ and 1 s or what the server asks for. */
export const retrying = (transport: Transport, clock: Pick<Clock, 'sleep'>): Transport => ({
  name: transport.name,
  async send(request) {
    for (let attempt = 1; ; attempt++) {
      const answer = await transport.send(request);
      if (!PASSING.includes(answer.status) || attempt === ATTEMPTS) return answer;
      await clock.sleep(pauseSeconds(answer, attempt), request.signal);
      request.signal?.throwIfAborted();
    }
  },
});

const pauseSeconds = ({ retryAfterSeconds = 0 }: ApiAnswer, attempt: number): number =>
  Math.min(LONGEST_PAUSE_SECONDS, Math.max(retryAfterSeconds, FIRST_PAUSE_SECONDS * 2 ** (attempt - 1)));
