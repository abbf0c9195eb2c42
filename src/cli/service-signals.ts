import { EXIT } from './exit-code.ts';

/**
 * The signals of a process that runs on its own: SIGTERM and Ctrl-C stop it (a second one ends it at once), and SIGHUP,
 * which ends commands that a person waits for, means to read the settings again. The listeners stay until released.
 */
export function serviceSignals(onHangUp: () => void): {
  /** Resolves when it has to stop. */
  readonly stopped: Promise<void>;
  readonly release: () => void;
} {
  const { promise: stopped, stop } = stopping();
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', onHangUp);
  const release = (): void => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    process.off('SIGHUP', onHangUp);
  };
  return { stopped, release };
}

function stopping(): { readonly promise: Promise<void>; readonly stop: () => void } {
  let resolve: () => void = () => undefined;
  let isStopping = false;
  const promise = new Promise<void>((settle) => (resolve = settle));
  const stop = (): void => {
    if (isStopping) process.exit(EXIT.interrupted);
    isStopping = true;
    resolve();
  };
  return { promise, stop };
}
