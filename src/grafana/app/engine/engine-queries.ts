import type { RidgelineQuery } from '../../query/index.ts';
import type { AskedEngine } from '../asking/page-address.ts';

/** What the Engine page asks of one engine; all of it is read together. */
export const engineQueries = (asked: AskedEngine): RidgelineQuery[] => [
  { refId: 'answer', kind: 'answer', ...asked },
  { refId: 'verdict', kind: 'verdict', ...asked },
  { refId: 'findings', kind: 'findings', ...asked },
  { refId: 'limits', kind: 'limits', ...asked },
  { refId: 'anatomy', kind: 'anatomy', ...asked },
  { refId: 'occupancy', kind: 'occupancy', ...asked },
  { refId: 'course', kind: 'measures', measures: ['waitForecastSeconds', 'completionsPerSecond'], ...asked },
  { refId: 'goodput', kind: 'goodput', ...asked },
  { refId: 'roofline', kind: 'roofline', ...asked },
];

/** Since when, which takes a judgement of each part of the range: asked beside, so that nobody waits for it. */
export const episodeQueries = (asked: AskedEngine): RidgelineQuery[] => [
  { refId: 'episodes', kind: 'events', events: ['findings'], ...asked },
];

/** Without a word on which engine, only which ones there are. */
export const chooserQueries = (): RidgelineQuery[] => [{ refId: 'answer', kind: 'answer' }];
