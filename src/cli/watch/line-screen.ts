import { printableReport } from '../../report/index.ts';
import { intervalLine } from './interval-line.ts';
import type { Screen } from './screen.ts';

const MOST_ENGINES = 40;

/** Without a terminal: a line per engine and interval, to stderr, so that stdout holds just the last report. */
export const lineScreen = (stderr: NodeJS.WritableStream): Screen => ({
  show(report) {
    const { engines, errors } = printableReport(report);
    for (const engine of engines.slice(0, MOST_ENGINES)) stderr.write(`${intervalLine(engine)}\n`);
    for (const { message } of errors) stderr.write(`! ${message}\n`);
  },
  remember: () => undefined,
  press: () => undefined,
  close: () => undefined,
});
