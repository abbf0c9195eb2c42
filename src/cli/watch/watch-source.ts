import type { Report } from '../../report/index.ts';
import type { Settings } from '../../settings/index.ts';
import type { Source } from '../../sources/index.ts';
import { interruption } from '../interruption.ts';
import { originOf } from '../origin-of.ts';
import { measuredReportOf, render, reportOf, type Format } from '../report-of.ts';
import { paintFor } from '../terminal.ts';
import { CTRL_C, listenToKeys } from './keys.ts';
import { lineScreen } from './line-screen.ts';
import { terminalScreen } from './terminal-screen.ts';
import { windowBefore } from './window-before.ts';

export interface WatchOptions {
  readonly settings: Settings;
  readonly everySeconds: number;
  readonly windowSeconds: number;
  /** What the curves begin with, of a source that has a past. */
  readonly history?: { readonly lastSeconds: number; readonly stepSeconds: number } | undefined;
  readonly forSeconds?: number | undefined;
  readonly format: Format;
  readonly top?: number | undefined;
}

/**
 * Shows a source again and again: redrawn in place on a terminal, one line per engine and interval otherwise. Ends with the
 * last report: after `forSeconds`, at Ctrl-C, at `q`, or when the source ends. Returns that report.
 */
export async function watchSource(source: Source, options: WatchOptions): Promise<Report | undefined> {
  const { settings, everySeconds, windowSeconds, forSeconds, history } = options;
  const { signal: ends, stop, release } = interruption(forSeconds);
  const screen = process.stdout.isTTY ? terminalScreen(source.name, process.stdout) : lineScreen(process.stderr);
  const releaseKeys = listenToKeys(process.stdin, (key) => {
    if (key === 'q' || key === CTRL_C) stop();
    else screen.press(key);
  });
  const before = windowBefore();
  let last: Report | undefined;
  try {
    if (history) {
      const { lastSeconds, stepSeconds } = history;
      for await (const step of source.series({ lastSeconds }, { stepSeconds, signal: ends })) {
        screen.remember(measuredReportOf(source.name, step, settings));
      }
    }
    for await (const observation of source.follow({ everySeconds, windowSeconds, signal: ends })) {
      last = reportOf(source.name, observation, settings, { before: before(observation) });
      screen.show(last);
    }
  } finally {
    releaseKeys();
    release();
    screen.close();
  }
  if (last && last.engines.length > 0)
    process.stdout.write(
      render(last, options.format, {
        paint: paintFor(process.stdout),
        top: options.top,
        origin: originOf(last, { hasPast: false }),
      }),
    );
  return last;
}
