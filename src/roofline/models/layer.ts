import type { Fields } from './fields.ts';
import type { LayerGroup } from './model.ts';

/** One layer in its place. */
export type Layer = Omit<LayerGroup, 'count'>;

/** The attention or the feed-forward part of one layer, with its biases and norms. */
export interface Part<T> {
  readonly part: T;
  readonly smallParameters: number;
}

/** Reads that part of all layers, in order. */
export type PartOfLayers<T> = (config: Fields, layerCount: number) => readonly Part<T>[];

/** Equal layers together, in the order in which each kind appears first. */
export function groupLayers(layers: readonly Layer[]): readonly LayerGroup[] {
  const groups = new Map<string, LayerGroup>();
  for (const layer of layers) {
    const key = JSON.stringify(layer);
    groups.set(key, { ...layer, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}

/** The same for every layer. */
export const everyLayer = <T>(layerCount: number, part: T): readonly T[] =>
  Array.from({ length: layerCount }, () => part);
