import type { EngineState } from '../../../report/index.ts';

/** What an engine's state is called, and the shape that says the same without words. */
export interface StateLook {
  readonly words: string;
  readonly shape: 'triangle' | 'diamond' | 'cross' | 'ring' | 'dashes' | 'disc';
  /** Somebody waits, or nothing goes on. */
  readonly isAccented: boolean;
}

const LOOKS: Readonly<Record<EngineState | 'unknown', StateLook>> = {
  hung: { words: 'Stuck', shape: 'cross', isAccented: true },
  full: { words: 'Full', shape: 'triangle', isAccented: true },
  queue: { words: 'Requests wait', shape: 'diamond', isAccented: true },
  asleep: { words: 'Asleep', shape: 'dashes', isAccented: false },
  idle: { words: 'Idle', shape: 'ring', isAccented: false },
  fine: { words: 'Fine', shape: 'disc', isAccented: false },
  unknown: { words: 'Unknown', shape: 'ring', isAccented: false },
};

export const lookOf = (state: string | undefined): StateLook =>
  (LOOKS as Readonly<Record<string, StateLook>>)[state ?? ''] ?? LOOKS.unknown;

/** Nothing to do about it: these fold away. */
export const isFine = (state: string | undefined): boolean =>
  state === 'fine' || state === 'idle' || state === 'asleep';
