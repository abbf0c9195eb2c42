import { EXIT } from './exit-code.ts';

export interface Interruption {
  readonly signal: AbortSignal;
  /** Ends the work from inside. */
  readonly stop: () => void;
  readonly release: () => void;
}

/**
 * Aborts at the first Ctrl-C or SIGTERM, and after `forSeconds` where given, so that work ends cleanly; a second Ctrl-C ends
 * the process at once. The listeners stay until released: without any, other libraries that listen would take the signal for
 * theirs.
 *
 * One signal with a timer of its own: Node 20 may collect AbortSignal.timeout as garbage inside AbortSignal.any, and then it
 * never comes (seen in one of three runs).
 */
export function interruption(forSeconds?: number): Interruption {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
  };
  const timer = forSeconds === undefined ? undefined : setTimeout(stop, forSeconds * 1000);
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const abort = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  for (const name of names) process.on(name, abort);
  const release = (): void => {
    clearTimeout(timer);
    for (const name of names) process.off(name, abort);
  };
  return { signal: controller.signal, stop, release };
}
