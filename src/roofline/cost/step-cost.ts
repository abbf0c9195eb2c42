import { computeTypeOn } from '../accelerators/index.ts';
import type { Deployment } from '../deployment.ts';
import type { Attention, LayerGroup, WeightFormat } from '../models/index.ts';
import type { Component, ComponentCost } from './component-cost.ts';
import { expertWork } from './experts.ts';
import { groupedAttention } from './grouped-attention.ts';
import { latentAttention } from './latent-attention.ts';
import type { LayerWork } from './layer-work.ts';
import { linearAttention } from './linear-attention.ts';
import { logitsOf, tokensOf, type Step } from './step.ts';

/** Numbers to which a router, which nobody quantizes, and embeddings are rounded. */
const SIXTEEN_BITS: WeightFormat = { name: 'bf16', bitsPerParameter: 16, compute: 'bf16' };

const NORMS: WeightFormat = { name: 'bf16', bitsPerParameter: 16, compute: 'fp32' };
const NORMS_PER_LAYER = 2;
// Source: LLM-Viewer (MIT) counts square, sum, two of the root, division, scaling and shift.
const FLOP_PER_NORMED_ELEMENT = 7;

/** Norms and biases; those of experts come with the experts that are read, and are lost in them. */
const smallParametersOf = ({ smallParameters, feedForward }: LayerGroup): number =>
  feedForward.kind === 'experts'
    ? smallParameters - feedForward.experts * (feedForward.biasesPerExpert ?? 0)
    : smallParameters;

/**
 * What a step asks of one GPU, component by component and group of equal layers by group. Norms are fused with their
 * neighbours, so they read only their own weights; rotary embeddings, residuals and activation functions are left out.
 */
export function stepCost(step: Step, deployment: Deployment): ComponentCost[] {
  if (tokensOf(step) <= 0) return [];
  return [
    ...deployment.model.layers.flatMap((group) => layerCosts(group, step, deployment)),
    ...outsideLayers(step, deployment),
  ];
}

function layerCosts(group: LayerGroup, step: Step, deployment: Deployment): ComponentCost[] {
  const { formats, hiddenSize } = deployment.model;
  const { tensor } = deployment.parallelism;
  const tokens = tokensOf(step);
  const cost = costing(deployment, group.count);
  const work = attentionWork(group.attention, step, deployment);
  const attention = [
    cost('projections', formats.attention, {
      parameters: work.projectionParameters,
      flop: work.projectionFlop,
      elements: work.projectionElements,
    }),
    cost('attention', SIXTEEN_BITS, {
      flop: work.attentionFlop,
      elements: work.attentionElements,
      kvBytes: work.kvBytes,
    }),
  ];
  const { feedForward } = group;
  const norms = cost('norms', NORMS, {
    parameters: smallParametersOf(group),
    flop: NORMS_PER_LAYER * FLOP_PER_NORMED_ELEMENT * tokens * hiddenSize,
    elements: 0,
  });
  if (feedForward.kind === 'dense') {
    const width = feedForward.intermediateSize / tensor;
    const parameters = feedForward.matrices * hiddenSize * width;
    const elements = tokens * (2 * hiddenSize + feedForward.matrices * width);
    return [
      ...attention,
      norms,
      cost('feedForward', formats.dense, { parameters, flop: 2 * tokens * parameters, elements }),
    ];
  }
  const { readParameters, flop, elements, routerParameters } = expertWork(feedForward, tokens, deployment);
  return [
    ...attention,
    norms,
    cost('router', SIXTEEN_BITS, { parameters: routerParameters, flop: 2 * tokens * routerParameters, elements: 0 }),
    cost('experts', formats.experts, { parameters: readParameters, flop, elements }),
  ];
}

function attentionWork(attention: Attention, step: Step, deployment: Deployment): LayerWork {
  switch (attention.kind) {
    case 'grouped':
      return groupedAttention(attention, step, deployment);
    case 'latent':
      return latentAttention(attention, step, deployment);
    case 'linear':
      return linearAttention(attention, step, deployment);
  }
}

/** The head multiplies only rows that become a token; of the embedding only the rows of the step are read. */
function outsideLayers(step: Step, deployment: Deployment): ComponentCost[] {
  const { hiddenSize, vocabularySize, formats } = deployment.model;
  const cost = costing(deployment, 1);
  const vocabulary = vocabularySize / deployment.parallelism.tensor;
  const parameters = hiddenSize * vocabulary;
  const logits = logitsOf(step);
  return [
    cost('head', formats.head, {
      parameters,
      flop: 2 * logits * parameters,
      elements: logits * (hiddenSize + vocabulary),
    }),
    cost('embedding', formats.embedding, { flop: 0, elements: tokensOf(step) * hiddenSize }),
  ];
}

interface Work {
  readonly parameters?: number;
  readonly flop: number;
  readonly elements: number;
  readonly kvBytes?: number;
}

const costing =
  ({ accelerator, activationBytesPerElement }: Deployment, count: number) =>
  (component: Component, { bitsPerParameter, compute }: WeightFormat, work: Work): ComponentCost => ({
    component,
    compute: computeTypeOn(accelerator, compute),
    flop: count * work.flop,
    weightBytes: (count * (work.parameters ?? 0) * bitsPerParameter) / 8,
    kvBytes: count * (work.kvBytes ?? 0),
    activationBytes: count * work.elements * activationBytesPerElement,
  });
