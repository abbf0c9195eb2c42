import type { Annotation } from '../../quantities/index.ts';
import { measuredEvidence } from '../evidence.ts';
import { cannotTell, quiet, type Outcome } from '../outcome.ts';
import { defineRule } from '../rule.ts';
import { STANDSTILL_EXPLAINS } from '../standstill.ts';

/** Somebody sent the engine to sleep, and it answers nobody until it is woken. */
export const engineAsleep = defineRule({
  id: 'engine-asleep',
  title: 'The engine sleeps',
  role: 'standstill',
  severity: 'warning',
  needs: ['generationTokensPerSecond', 'completionsPerSecond'],
  thresholds: {},
  explains: STANDSTILL_EXPLAINS,
  check({ measures, others, analysis }): Outcome {
    const { generationTokensPerSecond: tokens, completionsPerSecond: finished } = measures;
    const moves = {
      tokens: measuredEvidence('output tokens', 'generationTokensPerSecond', tokens),
      finished: measuredEvidence('requests that finish', 'completionsPerSecond', finished),
    };
    // Also where it was sent to sleep since: the next window is without work, and says so.
    if (tokens.value > 0 || finished.value > 0) {
      return quiet('{tokens} come out and {finished} finish, so it is awake', moves);
    }
    // Whether it says nothing, or says that it is awake, looks the same here.
    if (!analysis.annotations.some(isAsleep)) return cannotTell('a report that it sleeps, or a counter that moves');
    const waiting = others.requestsWaiting;
    return {
      state: 'fires',
      message: 'It reports that it sleeps: {tokens} come out and {finished} finish',
      evidence: waiting.known
        ? { ...moves, waiting: measuredEvidence('requests waiting', 'requestsWaiting', waiting) }
        : moves,
      objections: [],
      actions: [
        {
          knob: 'the engine',
          change: 'do',
          mechanism:
            'If it should serve, POST to /wake_up (there only with VLLM_SERVER_DEV_MODE set): the weights come back to the GPU. If it should sleep, take it out of the rotation.',
          predicts: [{ measure: 'generationTokensPerSecond', direction: 'rises' }],
          sideEffect: 'It takes the memory of the GPU again, from whatever was given it meanwhile.',
          rollback: 'POST to /sleep.',
          refutedBy: 'generationTokensPerSecond stays at nothing after it woke: it does not sleep, it hangs.',
        },
      ],
    };
  },
  page: {
    whatItMeans:
      'vLLM’s sleep mode gave the memory of the GPU back: the weights are in the memory of the host, or gone, and the KV cache is gone. The engine answers its health check and computes nothing.',
    whyItMatters:
      'It looks like an idle engine, and a router that sends requests to whoever has the fewest sends them here, where they wait until somebody wakes it.',
    howItIsComputed:
      'The newest scrape says that the engine is not awake, and in the window output tokens per second = 0 and finished requests per second = 0.',
    whatToDo:
      'Wake it, or take it out of the rotation. Sleep is never by accident: find out who asked for it, such as a training loop or an operator that shares the GPU.',
    whenItMisleads:
      'An engine that went to sleep inside the window has worked in it and is called awake until the window has passed. One that says nothing of sleep (before vLLM 0.11) and does nothing cannot be told from one that is idle.',
    references: ['vLLM, Sleep Mode: https://docs.vllm.ai/en/latest/features/sleep_mode/'],
  },
});

const isAsleep = ({ id }: Annotation): boolean => id === 'engine-asleep';
