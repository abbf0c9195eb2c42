import ora from 'ora';

/** Progress of long work, on stderr, and only where a person looks. */
export interface Progress {
  readonly update: (message: string) => void;
  readonly stop: () => void;
}

export function startProgress(message: string): Progress {
  const spinner = ora({
    text: message,
    stream: process.stderr,
    isSilent: !process.stderr.isTTY,
    discardStdin: false,
  }).start();
  return {
    update: (text) => {
      spinner.text = `${message}: ${text}`;
    },
    stop: () => {
      spinner.stop();
    },
  };
}
