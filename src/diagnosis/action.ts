import type { MeasureId } from '../analysis/index.ts';
import type { Known } from '../quantities/index.ts';

export type Change = 'raise' | 'lower' | 'set' | 'switch on' | 'switch off' | 'add' | 'remove' | 'do';

/** One thing to change, why that helps, and how to see that it did not. Texts may name evidence of the finding in braces. */
export interface Action {
  /** An option of vLLM as typed, or in words what is no option: "replicas". */
  readonly knob: string;
  readonly change: Change;
  /** To what, where that can be said. */
  readonly to?: Known | undefined;
  /** The same of an option that takes words: "fp8". */
  readonly setting?: string;
  /** How the change works on the cause: one sentence. */
  readonly mechanism: string;
  /** What it does to measures; the first is what it is done for. */
  readonly predicts: readonly [Prediction, ...Prediction[]];
  readonly sideEffect: string;
  readonly rollback: string;
  /** Which measure shows that the finding, or the advice, was wrong. */
  readonly refutedBy: string;
}

export interface Prediction {
  readonly measure: MeasureId;
  /** `narrows`: it stays what it is, and is known better. */
  readonly direction: 'rises' | 'falls' | 'narrows';
  /** What it would be then, with bounds; absent where neither the cost model nor a queueing formula can say. */
  readonly then?: Known | undefined;
}
