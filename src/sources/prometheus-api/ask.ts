import { apiError } from './api-error.ts';
import { NotAnAnswer, type Decoded } from './decode.ts';
import type { ApiRequest, Transport } from './transport.ts';

/** Sends a request and reads its answer. Rejects with a SourceError that says what was tried, came back and to do. */
export async function ask<Data>(
  transport: Transport,
  request: ApiRequest,
  decode: (body: string) => Decoded<Data>,
): Promise<Decoded<Data>> {
  const answer = await transport.send(request);
  const tried = `${transport.name} (${request.path})`;
  if (answer.status !== 200) throw apiError(tried, answer);
  try {
    return decode(answer.body);
  } catch (error) {
    if (error instanceof NotAnAnswer) throw apiError(tried, answer);
    throw error;
  }
}

/**
 * Asks many things with at most so many on the way at a time: a server has other users. The answers come in the order of
 * the questions; the first failure is thrown when all that were on the way are done.
 */
export async function askAll<Question, Answer>(
  questions: readonly Question[],
  answer: (question: Question) => Promise<Answer>,
  atOnce = AT_ONCE,
): Promise<Answer[]> {
  const answers = new Array<Answer>(questions.length);
  const failures: unknown[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < questions.length && failures.length === 0) {
      const index = next++;
      try {
        answers[index] = await answer(questions[index] as Question);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, questions.length) }, work));
  if (failures.length > 0) throw failures[0];
  return answers;
}

const AT_ONCE = 4;
