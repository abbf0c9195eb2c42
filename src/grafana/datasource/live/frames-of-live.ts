import type { DataFrame } from '@grafana/data';
import { NO_SETTINGS } from '../../../settings/index.ts';
import { withDefaults, type RidgelineQuery } from '../../query/index.ts';
import type { QueryContext } from '../reading/ask-query.ts';
import { framesOf } from '../reading/frames-of.ts';
import { measuresOf } from '../reading/measures-of-kind.ts';
import { withNotices } from '../reading/notices.ts';
import { withObjective } from '../reading/promise.ts';
import { matcherOf } from './matches.ts';
import type { Live } from './live-engine.ts';

/** What one query shows of a live engine just now. */
export function framesOfLive(
  { whole, steps, failure, pages }: Live,
  asked: RidgelineQuery,
  context: QueryContext,
): DataFrame[] {
  const query = withDefaults(asked);
  const settings = withObjective(
    context.settings ?? NO_SETTINGS,
    query.objective,
    context.scopedVars,
    context.interpolate,
  );
  const isAsked = matcherOf(query, context);
  const only = <Seen extends Live['whole']>(seen: Seen): Seen => ({ ...seen, windows: seen.windows.filter(isAsked) });
  const since = steps.filter(({ endAtSeconds }) => endAtSeconds >= context.fromSeconds);
  const frames =
    pages === 0
      ? []
      : framesOf(query, {
          ...context,
          whole: only(whole),
          steps: since.map(only),
          settings,
          wanted: measuresOf(query, settings),
        });
  const said = [
    // From then on what failed is in what was seen.
    ...(failure === undefined || pages > 0 ? [] : [{ severity: 'error' as const, text: failure }]),
    ...(pages === 1 ? [{ severity: 'info' as const, text: 'Warming up: rates and means need a second page.' }] : []),
  ];
  return withNotices(frames, [...said, ...(frames[0]?.meta?.notices ?? [])]).map((frame) => ({
    ...frame,
    refId: query.refId,
  }));
}
