/** What the attention of one layer does on one GPU; elements are activations read and written. */
export interface LayerWork {
  readonly projectionParameters: number;
  readonly projectionFlop: number;
  readonly projectionElements: number;
  readonly attentionFlop: number;
  readonly attentionElements: number;
  readonly kvBytes: number;
}
