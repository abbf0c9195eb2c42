import { EXIT } from './exit-code.ts';

/**
 * Aborts at the first Ctrl-C or SIGTERM, so that work ends cleanly; a second one ends the process at once. The listeners
 * stay until released: without any, other libraries that listen would take the signal for theirs.
 */
export function interruption(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const abort = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  for (const name of names) process.on(name, abort);
  const release = (): void => {
    for (const name of names) process.off(name, abort);
  };
  return { signal: controller.signal, release };
}
