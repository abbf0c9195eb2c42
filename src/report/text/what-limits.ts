import { formatQuantity } from '../../quantities/index.ts';
import { limitsOf } from '../limits.ts';
import type { EngineReport } from '../schema.ts';
import { bar } from './bar.ts';
import { columns } from './columns.ts';
import { lookAt } from './look.ts';
import type { Paint } from './paint.ts';

const BAR_CELLS = 16;

/** Every limit as a share used; those used up are marked. */
export function whatLimits(engine: EngineReport, paint: Paint): string[] {
  const rows = limitsOf(engine).map(({ name, usedRatio, full, text }) => {
    const drawn = usedRatio === undefined ? ' '.repeat(BAR_CELLS) : bar(usedRatio, BAR_CELLS);
    const share = usedRatio === undefined ? '' : formatQuantity(usedRatio, 'ratio');
    return [name, full ? paint.accent(drawn) : drawn, share, full ? `${paint.accent('full')} · ${text}` : text];
  });
  const look = lookAt(engine);
  const hits = look.measure('prefixCacheHitRatio');
  const drafts = look.measure('draftAcceptanceRatio');
  return columns([
    ...rows,
    ...(hits.known ? [['prefix cache', '', '', `${look.value('prefixCacheHitRatio')} of prompt tokens`]] : []),
    ...(drafts.known
      ? [
          [
            'drafts',
            '',
            '',
            `${look.value('draftAcceptanceRatio')} accepted, ${look.value('acceptedTokensPerDraft')} per draft`,
          ],
        ]
      : []),
  ]);
}
