import { distinctExperts, type Deployment, type LayerGroup } from '../../roofline/index.ts';
import { decodedPerSecond, tokensPerSecond, type Bias } from './bias.ts';

/**
 * Where vLLM's formulas (see flop-biases.ts) count bytes otherwise than the cost model. Added to our bytes they give what
 * `estimated_read_bytes_per_gpu` and `estimated_write_bytes_per_gpu` together should show.
 */
export const BYTE_BIASES: readonly Bias[] = [
  {
    reason: 'the gated activation is read and written on its own, where kernels fuse it',
    perSecond: ({ load }, deployment) =>
      activationBytes(deployment, ({ feedForward }) => {
        const width = feedForward.intermediateSize * (feedForward.kind === 'experts' ? feedForward.expertsPerToken : 1);
        return (3 * tokensPerSecond(load) * width) / deployment.parallelism.tensor;
      }),
  },
  {
    reason: 'what attention puts out is read and never written',
    perSecond: ({ load }, deployment) =>
      activationBytes(deployment, ({ attention }) =>
        attention.kind === 'grouped'
          ? -(tokensPerSecond(load) * attention.heads * attention.headSize) / deployment.parallelism.tensor
          : 0,
      ),
  },
  {
    reason: 'rows of the embedding are not counted',
    perSecond: ({ load }, { model, activationBytesPerElement }) =>
      -tokensPerSecond(load) * model.hiddenSize * activationBytesPerElement,
  },
  {
    reason: 'each decoding token is taken to reach experts of its own',
    perSecond: ({ load }, { model, parallelism }) => {
      const ofOne = (3 * model.hiddenSize * model.formats.experts.bitsPerParameter) / 8;
      const tokens = (decodedPerSecond(load) / load.decodeStepsPerSecond) * parallelism.data;
      return model.layers.reduce((sum, { count, feedForward }) => {
        if (feedForward.kind !== 'experts' || load.decodeStepsPerSecond === 0) return sum;
        const { experts, expertsPerToken, intermediateSize } = feedForward;
        const more = Math.min(experts, expertsPerToken * tokens) - distinctExperts(experts, expertsPerToken, tokens);
        const ranks = parallelism.tensor * parallelism.data;
        return sum + (load.decodeStepsPerSecond * count * more * intermediateSize * ofOne) / ranks;
      }, 0);
    },
  },
];

/** Σ over layers of elements a second, in bytes. */
const activationBytes = (
  { model, activationBytesPerElement }: Deployment,
  elementsPerSecond: (group: LayerGroup) => number,
): number =>
  activationBytesPerElement * model.layers.reduce((sum, group) => sum + group.count * elementsPerSecond(group), 0);
