import type { DataFrame, QueryResultMetaNotice } from '@grafana/data';
import { NO_SETTINGS } from '../../../settings/index.ts';
import { withDefaults, type RidgelineQuery } from '../../query/index.ts';
import type { QueryContext } from '../reading/ask-query.ts';
import { framesOf } from '../reading/frames-of.ts';
import { measuresOf } from '../reading/measures-of-kind.ts';
import { withNotices } from '../reading/notices.ts';
import { withPromise } from '../reading/promise.ts';
import { matcherOf } from './matches.ts';
import type { Live } from './live-engine.ts';

/** What one query, variables filled in, shows of a live engine just now. */
export function framesOfLive(
  { whole, steps, failure, pages }: Live,
  asked: RidgelineQuery,
  context: QueryContext,
): DataFrame[] {
  const query = withDefaults(asked);
  const settings = withPromise(context.settings ?? NO_SETTINGS, query.objective);
  const isAsked = matcherOf(query);
  const only = <Seen extends Live['whole']>(seen: Seen): Seen => ({ ...seen, windows: seen.windows.filter(isAsked) });
  const since = steps.filter(({ endAtSeconds }) => endAtSeconds >= context.fromSeconds);
  const wanted = measuresOf(query, settings);
  // A step for each page is far more than rules can judge each time that a page comes.
  const reading = { ...context, whole: only(whole), steps: since.map(only), judged: [], settings, wanted };
  const said = [...(pages === 1 ? [WARMING_UP] : []), ...(wanted.judged.length > 0 ? [NOT_JUDGED] : [])];
  const frames =
    pages === 0
      ? withNotices([], failure === undefined ? [] : [{ severity: 'error', text: failure }])
      : framesOf(query, reading, said);
  return frames.map((frame) => ({ ...frame, refId: query.refId }));
}

const WARMING_UP: QueryResultMetaNotice = {
  severity: 'info',
  text: 'Warming up: rates and means need a second page.',
};

const NOT_JUDGED: QueryResultMetaNotice = {
  severity: 'info',
  text: 'Findings are events only where a Prometheus is read; the query Findings has those of this engine.',
};
