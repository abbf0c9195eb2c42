import type { Answers } from '../asking/use-answers.ts';
import { Message } from './Message.tsx';

/** What failed, and whether something is on its way; nothing where all went well. */
export function Failures({ answers, isEmpty }: { readonly answers: Answers; readonly isEmpty: boolean }) {
  const { errors, isLoading } = answers;
  if (errors.length === 0) return isEmpty && isLoading ? <Message title="Reading …" /> : null;
  const [first = '', ...others] = errors;
  return (
    <Message isFailure title={isEmpty ? 'Nothing could be read.' : 'Not everything could be read; the rest is below.'}>
      {[first, ...others].map((message) => (
        <p key={message}>{message}</p>
      ))}
    </Message>
  );
}
