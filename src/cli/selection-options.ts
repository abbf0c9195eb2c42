import { Option, type Command } from 'commander';
import type { Selection } from '../sources/index.ts';
import { parseDuration, parseInstant } from './parse-time.ts';

/** Which stretch of a past. */
export interface SelectionOptions {
  readonly from?: ReturnType<typeof parseInstant>;
  readonly to?: ReturnType<typeof parseInstant>;
  readonly last?: number;
}

export const addSelectionOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--from <time>',
        'start: Unix seconds, ISO 8601, or an offset from the first scrape such as 25s',
      ).argParser(parseInstant),
    )
    .addOption(new Option('--to <time>', 'end, likewise').argParser(parseInstant))
    .addOption(
      new Option('--last <duration>', 'only this much before the end (of a Prometheus: 5m)').argParser(parseDuration),
    );

export const selectionOf = ({ from, to, last }: SelectionOptions): Selection => ({
  ...(from && { from }),
  ...(to && { to }),
  ...(last !== undefined && { lastSeconds: last }),
});
