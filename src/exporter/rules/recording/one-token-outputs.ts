import { rate } from '../promql.ts';
import type { Scope } from '../level.ts';

/**
 * Rate of finished requests with one output token, for which vLLM observes a TPOT of 0: those in the bucket of output
 * lengths that ends at 1. Prometheus keeps the edge as the page writes it, `1` or `1.0`.
 */
export const oneTokenOutputs = (scope: Scope): string =>
  rate(scope, 'generationTokensPerRequest', { part: 'bucket', matchers: ['le=~"1|1[.]0"'] });
