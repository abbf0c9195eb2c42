import { predictStep, type Calibration, type DecodeBatch } from '../cost/index.ts';
import type { Deployment } from '../deployment.ts';
import type { Estimate } from './kv-capacity.ts';
import { rootBetween } from './root-between.ts';

/** Clients that each send their next request when the last one is answered. */
export interface ClosedLoop {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly concurrency: number;
  /** max_num_batched_tokens: longer prompts are cut. */
  readonly tokenBudget: number;
  /** The most that run at a time, by max_num_seqs and the KV cache; the others queue. */
  readonly runningLimit: number;
}

export interface ServingPrediction {
  readonly concurrency: number;
  readonly tpotSeconds: Estimate;
  readonly ttftSeconds: Estimate;
  readonly runningRequests: number;
}

/** Of the clients that run. */
const CONVERGED = 1e-11;

/**
 * The steady state of a closed loop, as a fixed point. With R of C clients running, n output tokens and δ what a prompt adds
 * to a step:
 *
 *     decoding B   = R · D ÷ (P + D)                   D = (n − 1) · TPOT, P = from admission to the first token
 *     TPOT         = step(B, context) + δ · (R − 1)/R · B ÷ (n − 1)      each request meets the prompts of the others
 *     P            = the rest of a step + the steps of its own prompt
 *     TTFT         = P + queue                         queue = (C − R) · (P + D) ÷ R, by Little's law
 *
 * Context is the input and half of the output, the mean over a request's life. `low` and `high` of TPOT are the error that
 * the calibration showed. P is at least the time of its own prompt; at most, all clients that run send theirs at once, as
 * they do in the beginning and, with equal lengths, again and again. `value` is the geometric mean of the two.
 */
export function predictServing(loop: ClosedLoop, deployment: Deployment, calibration: Calibration): ServingPrediction {
  const { inputTokens, outputTokens, concurrency } = loop;
  const running = Math.max(1, Math.min(concurrency, loop.runningLimit));
  const contextTokens = inputTokens + outputTokens / 2;
  // With next to none decoding more would, with all some must be in prefill.
  const decoding = rootBetween(
    (requests) => decodingAt(stateAt(requests)) - requests,
    [CONVERGED * running, running],
    CONVERGED * running,
  );
  const { tpotSeconds, decodeSeconds, ownSeconds, promptSeconds } = stateAt(decoding);
  const together = Math.max(1, Math.min(running, Math.floor(loop.tokenBudget / inputTokens)));
  const burstSeconds = ownSeconds + ((running + together) / 2 - 1) * promptSeconds;
  const queueSeconds = ((concurrency - running) * (ownSeconds + decodeSeconds)) / running;
  const error = 1 + calibration.errorRatio;
  return {
    concurrency,
    runningRequests: running,
    tpotSeconds: { value: tpotSeconds, low: tpotSeconds / error, high: tpotSeconds * error },
    ttftSeconds: {
      value: queueSeconds + Math.sqrt(ownSeconds * Math.max(ownSeconds, burstSeconds)),
      low: (queueSeconds + ownSeconds) / error,
      high: (queueSeconds + Math.max(ownSeconds, burstSeconds)) * error,
    },
  };

  function decodingAt({ decodeSeconds, ownSeconds }: ReturnType<typeof stateAt>): number {
    return (running * decodeSeconds) / (ownSeconds + decodeSeconds);
  }

  function stateAt(requests: number) {
    const decode = { requests, contextTokens };
    const stepSeconds = predictStep({ decode, prefill: [] }, deployment, calibration).seconds;
    const chunks = Math.ceil(inputTokens / loop.tokenBudget);
    const promptSeconds = mixedTime(inputTokens, chunks, decode, deployment, calibration) - chunks * stepSeconds;
    const others = (running - 1) / running;
    const tpot = stepSeconds + (promptSeconds * others * requests) / Math.max(1, outputTokens - 1);
    return {
      promptSeconds,
      tpotSeconds: tpot,
      decodeSeconds: (outputTokens - 1) * tpot,
      ownSeconds: (0.5 + chunks) * stepSeconds + promptSeconds,
    };
  }
}

/** The steps that the chunks of a prompt are in, together. What they add to them is chunkSeconds, summed. */
function mixedTime(
  inputTokens: number,
  chunks: number,
  decode: DecodeBatch,
  deployment: Deployment,
  calibration: Calibration,
): number {
  const tokens = inputTokens / chunks;
  let seconds = 0;
  for (let i = 0; i < chunks; i++) {
    const step = { decode, prefill: [{ tokens, contextTokens: i * tokens }] };
    seconds += predictStep(step, deployment, calibration).seconds;
  }
  return seconds;
}
