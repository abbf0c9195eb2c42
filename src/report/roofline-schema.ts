import { z } from 'zod';

const ratio = z.number();

const point = z.object({
  kind: z.enum(['prefill', 'decode', 'together']),
  flopPerSecond: z.number().describe('Per GPU, while the phase runs'),
  bytesPerSecond: z.number(),
  intensityFlopPerByte: z.number(),
  roofFlopPerSecond: z.number().describe('At this intensity'),
  mfuRatio: ratio,
  mbuRatio: ratio,
  busyShareRatio: ratio.describe('Share of the busy time of the engine'),
  bound: z.enum(['memory', 'compute']).describe('The roof above the point'),
});

const limit = z.object({
  id: z.enum(['sequence-cap', 'kv-cache', 'tpot-objective', 'saturation']),
  requests: z.number().describe('That may decode at a time'),
  intensityFlopPerByte: z.number(),
  binds: z.boolean().describe('The lowest of those that are no mere slowdown'),
});

const comparison = z.object({
  countedPerSecond: z.number().describe('By vLLM, per GPU'),
  ownPerSecond: z.number(),
  unexplainedRatio: ratio.describe('What the known differences leave'),
  differences: z.array(z.object({ reason: z.string(), shareRatio: ratio })),
  suspicion: z.string().optional(),
});

/** What the roofline of an engine shows; the numbers of one GPU. */
export const rooflineSchema = z.object({
  model: z.string(),
  weights: z.string().describe('Number format of most weights'),
  accelerator: z.string(),
  gpus: z.int().describe('Of one data-parallel rank: tensor × pipeline'),
  calibrated: z.boolean(),
  problem: z.string().optional().describe('More than the hardware can do: what is probably declared wrongly'),
  bytesPerSecond: z.number().describe('Peak memory bandwidth'),
  roofs: z.array(z.object({ format: z.string(), flopPerSecond: z.number(), isUsed: z.boolean() })),
  points: z.array(point),
  limits: z.array(limit),
  counterCheck: z
    .object({ flop: comparison, bytes: comparison.optional().describe('Read and written') })
    .optional()
    .describe("vLLM's own count beside ours, where --enable-mfu-metrics is on"),
});

export type RooflineReport = z.infer<typeof rooflineSchema>;
