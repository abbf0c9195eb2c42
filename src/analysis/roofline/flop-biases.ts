import { sum } from '../../quantities/index.ts';
import {
  NOBODY,
  pairsOfChunk,
  spanOfToken,
  stepCost,
  type Component,
  type Deployment,
  type LayerGroup,
} from '../../roofline/index.ts';
import { decodedPerSecond, tokensPerSecond, type Bias, type CountedLoad } from './bias.ts';

/**
 * Where vLLM's own formulas (vllm/v1/metrics/perf.py, read in 0.18.1 to 0.32.0) count otherwise than its kernels work. Added to our
 * count they give what `estimated_flops_per_gpu` should show.
 */
export const FLOP_BIASES: readonly Bias[] = [
  {
    reason: 'prompts are counted without the causal half of attention',
    perSecond: ({ load, chunks, heedsWindows }, deployment) =>
      eachLayer(deployment, ({ attention }) => {
        if (attention.kind === 'linear') return 0;
        const size = attention.kind === 'grouped' ? 2 * attention.headSize : sizeUnfolded(attention);
        const reach = attention.kind === 'grouped' ? attention.reach : null;
        const window = reach?.kind === 'sliding' && heedsWindows ? reach.tokens : Number.POSITIVE_INFINITY;
        const extra = chunks.map(
          ({ tokens, contextTokens }) =>
            tokens * Math.min(contextTokens + tokens, window) - pairsOfChunk(reach, tokens, contextTokens),
        );
        return 2 * load.promptsPerSecond * sum(extra) * headsOf(attention.heads, deployment) * size;
      }),
  },
  {
    reason: 'windows of attention that vLLM does not heed are counted as looking back at everything',
    perSecond: ({ load, heedsWindows }, deployment) =>
      eachLayer(deployment, ({ attention }) => {
        if (attention.kind !== 'grouped' || attention.reach === null) return 0;
        if (attention.reach.kind === 'sliding' && heedsWindows) return 0;
        const { contextTokens } = load.decode;
        const extra = contextTokens - spanOfToken(attention.reach, contextTokens);
        return 4 * decodedPerSecond(load) * extra * headsOf(attention.heads, deployment) * attention.headSize;
      }),
  },
  {
    reason: 'latent attention (MLA) is counted unfolded, and decode runs it absorbed',
    perSecond: ({ load }, deployment) =>
      eachLayer(deployment, ({ attention }) => {
        if (attention.kind !== 'latent') return 0;
        const absorbed = 2 * attention.latentSize + attention.ropeSize;
        const context = decodedPerSecond(load) * load.decode.contextTokens;
        return 2 * context * headsOf(attention.heads, deployment) * (sizeUnfolded(attention) - absorbed);
      }),
  },
  {
    reason: 'cached prompts unfold their latent vectors again, which is not counted',
    perSecond: ({ load, chunks }, deployment) =>
      eachLayer(deployment, ({ attention }) => {
        if (attention.kind !== 'latent') return 0;
        const unfolded = load.promptsPerSecond * sum(chunks.map(({ contextTokens }) => contextTokens));
        const { latentSize, nopeSize, valueSize, heads } = attention;
        return -2 * unfolded * latentSize * headsOf(heads, deployment) * (nopeSize + valueSize);
      }),
  },
  {
    reason: 'a feed-forward part of two matrices is counted with three',
    perSecond: ({ load }, deployment) =>
      eachLayer(deployment, ({ feedForward }) =>
        feedForward.kind === 'dense' && feedForward.matrices === 2
          ? (2 * tokensPerSecond(load) * deployment.model.hiddenSize * feedForward.intermediateSize) /
            deployment.parallelism.tensor
          : 0,
      ),
  },
  {
    reason: 'routers and norms are not counted',
    perSecond: (counted, deployment) => -flopOf('router', counted, deployment) - flopOf('norms', counted, deployment),
  },
  {
    reason: 'experts are shared by all data-parallel ranks, but only the tokens of one are counted',
    perSecond: ({ load }, deployment) =>
      eachLayer(deployment, ({ feedForward }) => {
        if (feedForward.kind !== 'experts') return 0;
        const { expertsPerToken, intermediateSize } = feedForward;
        const ofOne = 6 * deployment.model.hiddenSize * intermediateSize * expertsPerToken;
        const { tensor, data } = deployment.parallelism;
        return -(tokensPerSecond(load) * ofOne * (1 - 1 / data)) / tensor;
      }),
  },
  {
    reason: 'the shared experts of this architecture are not counted',
    perSecond: ({ load }, deployment) =>
      eachLayer(deployment, ({ feedForward }) =>
        feedForward.kind === 'experts' && SHARED_UNDER_OTHER_NAMES.test(deployment.model.architecture)
          ? -(6 * tokensPerSecond(load) * deployment.model.hiddenSize * feedForward.sharedIntermediateSize) /
            deployment.parallelism.tensor
          : 0,
      ),
  },
  {
    reason: 'the head is counted on every pipeline stage',
    perSecond: (counted, deployment) => flopOf('head', counted, deployment) * (deployment.parallelism.pipeline - 1),
  },
];

// Only n_shared_experts is read, not shared_expert_intermediate_size, nor Llama 4's, which is always there.
const SHARED_UNDER_OTHER_NAMES = /^(Qwen2Moe|Qwen3Next|Llama4)/;

/** Our FLOP of one component, or of all, per second. */
export function flopOf(
  component: Component | undefined,
  { load, chunks }: CountedLoad,
  deployment: Deployment,
): number {
  const ofStep = (step: Parameters<typeof stepCost>[0]): number =>
    sum(
      stepCost(step, deployment)
        .filter((cost) => component === undefined || cost.component === component)
        .map(({ flop }) => flop),
    );
  return (
    load.decodeStepsPerSecond * ofStep({ decode: load.decode, prefill: [] }) +
    load.promptsPerSecond * sum(chunks.map((chunk) => ofStep({ decode: NOBODY, prefill: [chunk] })))
  );
}

const eachLayer = ({ model }: Deployment, perSecond: (group: LayerGroup) => number): number =>
  sum(model.layers.map((group) => group.count * perSecond(group)));

const headsOf = (heads: number, { parallelism }: Deployment): number => heads / parallelism.tensor;

const sizeUnfolded = ({
  nopeSize,
  ropeSize,
  valueSize,
}: {
  readonly nopeSize: number;
  readonly ropeSize: number;
  readonly valueSize: number;
}): number => nopeSize + ropeSize + valueSize;
