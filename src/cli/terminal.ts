import chalk, { Chalk } from 'chalk';
import { PLAIN, type Paint } from '../report/index.ts';

/** One accent for what binds, red only for what is broken. Plain where the output is no terminal or NO_COLOR is set. */
export const paintFor = (stream: NodeJS.WriteStream): Paint =>
  stream.isTTY && chalk.level > 0 ? coloured(chalk.level) : PLAIN;

function coloured(level: typeof chalk.level): Paint {
  const { bold, dim, yellow, red, cyan } = new Chalk({ level });
  return {
    heading: (text) => cyan(text),
    strong: (text) => bold(text),
    accent: (text) => yellow(text),
    alarm: (text) => red(text),
    faint: (text) => dim(text),
  };
}
