import { InvalidArgumentError } from 'commander';
import type { Selection } from '../../sources/index.ts';
import { parseInstant } from '../parse-time.ts';

/** `START..END`, each as --from and --to take it; either may be left out. */
export function parseRange(text: string): Selection {
  const [, from = '', to = ''] = /^(.*?)\.\.(.*)$/.exec(text.trim()) ?? [];
  if (from === '' && to === '') {
    throw new InvalidArgumentError(
      `"${text}" is no range. Give START..END, such as 0s..10m or 2026-11-22T03:00Z..2026-11-22T04:00Z.`,
    );
  }
  const range: Selection = {
    ...(from !== '' && { from: parseInstant(from) }),
    ...(to !== '' && { to: parseInstant(to) }),
  };
  if (range.from?.kind === range.to?.kind && range.from && range.to && range.from.seconds >= range.to.seconds) {
    throw new InvalidArgumentError(`"${text}" ends before it begins. Give the earlier time first.`);
  }
  return range;
}
