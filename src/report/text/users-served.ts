import { formatQuantity } from '../../quantities/index.ts';
import type { EngineReport } from '../schema.ts';
import { columns } from './columns.ts';
import { lookAt } from './look.ts';

/** What may be promised, as users say it, and the share that got it. */
export const PROMISES = { ttftSeconds: 'TTFT', tpotSeconds: 'TPOT', e2eSeconds: 'end to end' } as const;
export const ATTAINMENT = {
  ttftSeconds: 'ttftAttainmentRatio',
  tpotSeconds: 'tpotAttainmentRatio',
  e2eSeconds: 'e2eAttainmentRatio',
} as const;

/** Goodput against the objectives, as the interval that the histograms allow. */
export function usersServed(engine: EngineReport): string[] {
  const look = lookAt(engine);
  const limits = (Object.keys(PROMISES) as (keyof typeof PROMISES)[]).flatMap((limit) => {
    const seconds = engine.objective[limit];
    return seconds === undefined ? [] : [{ limit, seconds }];
  });
  if (limits.length === 0) {
    return ['no objective declared: pass --ttft 0.5 --tpot 0.05, or write objectives into ridgeline.yaml'];
  }
  const about = look.measure('goodputRatio').known
    ? `${look.interval('goodputRatio')} of requests, ${look.interval('goodputRequestsPerSecond')} of ${look.short('completionsPerSecond')}; best estimate ${look.value('goodputRatio')}`
    : look.value('goodputRatio');
  return columns([
    ['goodput', about],
    ...limits.map(({ limit, seconds }) => [
      `${PROMISES[limit]} ≤ ${formatQuantity(seconds, 'seconds')}`,
      look.measure(ATTAINMENT[limit]).known
        ? `met by ${look.interval(ATTAINMENT[limit])}`
        : look.value(ATTAINMENT[limit]),
    ]),
  ]);
}
