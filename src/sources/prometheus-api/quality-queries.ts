import { PROCESS_START } from '../../metrics/catalogue/index.ts';
import { aggregate, duration, firstOf, selector } from './expression.ts';
import type { Matcher } from './matcher.ts';
import { anchorNames } from './metric-names.ts';
import type { QueryContext, WindowQuery } from './query-context.ts';
import type { Role } from './role.ts';

/** How many scrapes answered and how many failed, whether the engine was there all the time, and whether it began anew. */
export function qualityQueries(context: QueryContext): WindowQuery[] {
  const { names, grouping, matchers, targetMatchers, jobMatchers, windowSeconds } = context;
  const window = duration(windowSeconds);
  const over = (name: string, those: readonly Matcher[]): string => `${selector(name, those)}[${window}]`;
  const ofEngine = (role: Role, of: (name: string) => string): WindowQuery => ({
    role,
    expression: firstOf(anchorNames(names), (name) => aggregate('max', grouping.engine, of(name))),
  });
  const ofTarget = (role: Role, of: (up: string) => string): WindowQuery => ({
    role,
    expression: aggregate(
      'max',
      ['job', ...grouping.target.filter((label) => label !== 'job')],
      of(over(UP, jobMatchers)),
    ),
  });
  return [
    ofEngine({ kind: 'samples' }, (name) => `count_over_time(${over(name, matchers)})`),
    ...(names('generationTokens', 'value').length === 0
      ? []
      : [seldom(ofEngine({ kind: 'resets' }, (name) => `resets(${over(name, matchers)})`))]),
    ofEngine({ kind: 'presence', at: 'start' }, (name) => `${selector(name, matchers)} offset ${window}`),
    ofEngine({ kind: 'presence', at: 'end' }, (name) => selector(name, matchers)),
    {
      role: { kind: 'starts' },
      expression: aggregate('max', grouping.target, `changes(${over(PROCESS_START, targetMatchers)})`),
    },
    seldom(ofTarget({ kind: 'failedScrapes' }, (up) => `count_over_time(${up}) - sum_over_time(${up})`)),
    // 0 as soon as one scrape was answered.
    ofTarget({ kind: 'scrapedInVain' }, (up) => `count_over_time(${up}) * (1 - max_over_time(${up}))`),
  ];
}

/** What is 0 nearly always, and taken to be where nothing is said: then nothing travels. */
const seldom = ({ role, expression }: WindowQuery): WindowQuery => ({ role, expression: `(${expression}) > 0` });

/** What Prometheus itself notes of every scrape: 1 if it answered. */
export const UP = 'up';
