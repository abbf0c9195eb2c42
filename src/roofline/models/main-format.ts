import type { Model, WeightFormat } from './model.ts';

/** Whether any layer is a mixture of experts. */
export const hasExperts = ({ layers }: Pick<Model, 'layers'>): boolean =>
  layers.some(({ feedForward }) => feedForward.kind === 'experts');

/** Of the matrices that hold most of the weights: the experts, where there are any, otherwise the dense feed-forward parts. */
export const mainFormat = (model: Pick<Model, 'layers' | 'formats'>): WeightFormat =>
  hasExperts(model) ? model.formats.experts : model.formats.dense;
