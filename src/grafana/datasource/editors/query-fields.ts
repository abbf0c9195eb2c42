import type { RidgelineQuery } from '../../query/index.ts';

/** How each part of the editor takes the query and gives it back. */
export interface QueryPartProps {
  /** Begins the ids of all inputs. */
  readonly id: string;
  readonly query: RidgelineQuery;
  /** Something was chosen: the query runs. */
  readonly onChoose: (query: RidgelineQuery) => void;
  /** A letter was typed. */
  readonly onType: (query: RidgelineQuery) => void;
  /** Typing is done: the query runs. */
  readonly onTyped: () => void;
}
