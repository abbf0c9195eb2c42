import type { DataFrame } from '@grafana/data';
import { noticesOf } from '../asking/notices.ts';
import type { Answers } from '../asking/use-answers.ts';
import { Message } from './Message.tsx';

interface NoEngineProps {
  readonly answers: Answers;
  readonly frames: readonly DataFrame[];
  readonly what?: string;
}

/** All went well and yet there is nothing: an empty time, or an engine whose first page has just been read. */
export function NoEngine({ answers, frames, what = 'No engine in this time range.' }: NoEngineProps) {
  if (answers.isLoading || answers.errors.length > 0) return null;
  const notices = noticesOf(frames);
  return (
    <Message title={what}>
      {notices.length > 0
        ? notices.map((text) => <p key={text}>{text}</p>)
        : 'Choose a longer one, or look under Set up whether Prometheus scrapes vLLM.'}
    </Message>
  );
}
