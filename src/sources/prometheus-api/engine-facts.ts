import type { Meaning } from '../../metrics/catalogue/index.ts';
import type { Labels } from './decode.ts';
import type { Role, Statistic } from './role.ts';

/** What the answers say of one engine in one window, as far as they were read. */
export interface EngineFacts {
  /** By the number of the entry (see EntryTables); with holes where an answer says nothing. */
  readonly increases: (number | undefined)[];
  /** By `divided(meaning, division)`. */
  readonly gauges: Map<string, Partial<Record<Statistic, number>>>;
  readonly plateau: Partial<Record<Extract<Role, { kind: 'plateau' }>['statistic'], number>>;
  readonly info: Map<Meaning, Labels>;
  /** Whether it was there at either end of the window. */
  readonly presence: { start: boolean; end: boolean };
  /** Scrapes that answered; 0 until an answer says otherwise: then the engine was not there. */
  samples: number;
  /** Restarts seen by the counters, and by the start time of the process; undefined where no page states it. */
  resets: number;
  starts: number | undefined;
  failedScrapes: number;
  /** How often what shows progress moved at the end of the window; undefined where nobody asked, or there is too little to tell. */
  movedLately: number | undefined;
}

export const noFacts = (): EngineFacts => ({
  increases: [],
  gauges: new Map(),
  plateau: {},
  info: new Map(),
  presence: { start: false, end: false },
  samples: 0,
  resets: 0,
  starts: undefined,
  failedScrapes: 0,
  movedLately: undefined,
});
