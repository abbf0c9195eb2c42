import type { Step } from './step.ts';

// Source: vLLM 0.32, config/vllm.py: cudagraph_capture_sizes are 1, 2, 4, then every 8 up to 256, then every 16 up to 512.
const FINE_STEP = 8;
const FINE_UNTIL = 256;
const COARSE_STEP = 16;
const CAPTURED_UNTIL = 512;

/** The batch that a captured CUDA graph runs for so many decoding tokens. Beyond the largest graph nothing is padded. */
export function paddedBatch(tokens: number): number {
  if (tokens > CAPTURED_UNTIL || tokens <= 0) return tokens;
  if (tokens <= 4) return 2 ** Math.ceil(Math.log2(tokens));
  const step = tokens <= FINE_UNTIL ? FINE_STEP : COARSE_STEP;
  return Math.ceil(tokens / step) * step;
}

/**
 * The step as a CUDA graph runs it: rows without a request, which have no context to read. Only of steps that decode a whole
 * number of requests and nothing else; a mean batch was padded differently from step to step.
 */
export function padded(step: Step): Step {
  const { requests, contextTokens, tokensPerRequest = 1 } = step.decode;
  if (step.prefill.length > 0 || !Number.isInteger(requests) || requests === 0) return step;
  const rows = paddedBatch(requests * tokensPerRequest) / tokensPerRequest;
  return { decode: { ...step.decode, requests: rows, contextTokens: (contextTokens * requests) / rows }, prefill: [] };
}
