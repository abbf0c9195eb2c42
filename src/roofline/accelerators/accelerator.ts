/** In what numbers matrices are multiplied. */
export type ComputeType = 'fp32' | 'tf32' | 'fp16' | 'bf16' | 'fp8' | 'int8' | 'fp4';

/** What one GPU (TPU, CPU socket) could do at most. Peaks are dense, with 32-bit accumulation; links count one direction. */
export interface Accelerator {
  readonly id: string;
  readonly vendor: string;
  /** As drivers, DCGM and people call it. */
  readonly names: readonly string[];
  /** Absent: the hardware has no such unit. For int8 these are integer operations. */
  readonly flopPerSecond: Readonly<Partial<Record<ComputeType, number>>>;
  readonly bytesPerSecond: number;
  /** As it is sold. */
  readonly memoryBytes: number;
  /** As the driver shows it; what vLLM's gpu_memory_utilization is a share of. Absent: not known. */
  readonly visibleMemoryBytes?: number;
  /** Between the GPUs of a node: NVLink, xGMI, ICI. Absent: only the host's bus. */
  readonly linkBytesPerSecond?: number;
  readonly hostLinkBytesPerSecond?: number;
  readonly powerWatts?: number;
  /** CUDA compute capability (`9.0`), gfx name or the vendor's generation. */
  readonly architecture?: string;
  /** How sure the numbers are: `datasheet`, `measured`, `press` … */
  readonly confidence: string;
  readonly source: string;
  readonly notes?: string;
  /** Other values seen, by who gives them. */
  readonly disagreements?: Readonly<Record<string, string>>;
  /** Whose measured tables (matrix products, all-reduce) apply; see gemm-efficiency.ts and all-reduce.ts. */
  readonly measuredAs?: string;
}
