import { z } from 'zod';

/** A regular expression that must match the whole text, as in Prometheus. */
const pattern = z.string().refine(isRegularExpression, { error: 'is not a valid regular expression' });

function isRegularExpression(text: string): boolean {
  try {
    new RegExp(`^(?:${text})$`);
    return true;
  } catch {
    return false;
  }
}

const match = z.strictObject({ model: pattern.optional(), target: pattern.optional() });
const count = z.int().positive();
const positive = z.number().positive();
const share = z.number().gt(0).max(1);

/** Dense peaks with 32-bit accumulation, per number format. */
const peaks = z.strictObject({
  fp32: positive.optional(),
  tf32: positive.optional(),
  fp16: positive.optional(),
  bf16: positive.optional(),
  fp8: positive.optional(),
  int8: positive.optional(),
  fp4: positive.optional(),
});

/** A GPU by name, and whatever of it is different; or peaks, bandwidth and memory of anything else. */
const hardware = z.strictObject({
  gpu: z.string().optional(),
  name: z.string().optional(),
  flopPerSecond: peaks.optional(),
  bytesPerSecond: positive.optional(),
  memoryBytes: positive.optional(),
  visibleMemoryBytes: positive.optional(),
  linkBytesPerSecond: positive.optional(),
  hostLinkBytesPerSecond: positive.optional(),
});

/** What `ridgeline calibrate` found between the roofs and this engine. */
const calibration = z.strictObject({
  memoryRatio: positive,
  computeRatio: positive,
  layerOverheadSeconds: z.number().nonnegative(),
  requestOverheadSeconds: z.number().nonnegative().optional(),
  errorRatio: positive,
});

/** What the operator declares of an engine, because vLLM does not export it. */
const deployment = z.strictObject({
  match: match.prefault({}),
  /** As a catalogue calls it, a path to a Hugging Face config.json, or its content. */
  model: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  hardware: hardware.optional(),
  parallelism: z
    .strictObject({
      tensor: count.optional(),
      pipeline: count.optional(),
      data: count.optional(),
      expert: z.boolean().optional(),
    })
    .optional(),
  precision: z
    .strictObject({
      weights: z.string().optional(),
      kvCache: z.string().optional(),
      activations: z.enum(['bf16', 'fp16', 'fp32']).optional(),
    })
    .optional(),
  engine: z
    .strictObject({
      maxNumSeqs: count.optional(),
      maxNumBatchedTokens: count.optional(),
      gpuMemoryUtilization: share.optional(),
    })
    .optional(),
  calibration: calibration.optional(),
});

/** What users were promised: every named limit has to hold for a request to be good. */
const objective = z.strictObject({
  match: match.prefault({}),
  ttftSeconds: positive.optional(),
  tpotSeconds: positive.optional(),
  e2eSeconds: positive.optional(),
  share: share.optional(),
});

/**
 * When the generated alerts fire. The defaults are choices, with their reasons; none of them is a limit of vLLM. How long a
 * condition has to last stands with each alert.
 */
const alerts = z.strictObject({
  /** Which scrape jobs are vLLM's: `up` knows nothing else of an engine that is down. */
  jobs: pattern.default('.*vllm.*'),
  /** A queue below this is not worth a ticket: at some ten admissions a second it is a wait of a second. */
  waitingRequests: count.default(10),
  /** Above this a long prompt finds no blocks; vLLM itself keeps 1 % free and preempts at 1. */
  kvCacheUsageRatio: share.default(0.9),
  /** Each preemption computes a whole context again. One request in ten is far from none and well below a recording that thrashed (1.3). */
  preemptionsPerRequest: positive.default(0.1),
  /** Shares of fewer requests are noise: of 50, a true 95 % shows as 86 % or less once in eighty times (binomial). */
  minimumRequests: count.default(50),
  /**
   * The busiest engine against the mean of the others. Two engines with ten requests each, routed at random, exceed 2 in
   * one of eight snapshots (Poisson), so what is compared is the average over the window, and one of them has to queue.
   */
  imbalanceRatio: z.number().gt(1).default(2),
  /** Share of its usual prefix cache hits below which they count as collapsed. */
  prefixCacheHitShare: share.default(0.5),
  /** No counter and no gauge moves for so long. The longest step of a sane engine takes seconds, since chunked prefill bounds it. */
  noProgressSeconds: positive.default(120),
});

/** `ridgeline.yaml`. Everything is optional; what is missing makes the measures that need it unknown. */
export const settingsSchema = z.strictObject({
  deployments: z.array(deployment).prefault([]),
  objectives: z.array(objective).prefault([]),
  alerts: alerts.optional(),
});

export type Settings = z.infer<typeof settingsSchema>;
export type Deployment = z.infer<typeof deployment>;
export type Objective = z.infer<typeof objective>;
export type AlertSettings = z.infer<typeof alerts>;

export const NO_SETTINGS: Settings = { deployments: [], objectives: [] };

/** What alerts fire at, with the default of whatever is not declared. */
export const alertSettings = ({ alerts: declared }: Settings): AlertSettings => declared ?? alerts.parse({});

/** One thing that is wrong in the settings: which key, what was found, what is accepted. */
export type SettingsResult = { readonly settings: Settings } | { readonly problems: readonly string[] };

/** Validates a parsed `ridgeline.yaml`; null (an empty file) is a file that declares nothing. */
export function parseSettings(document: unknown): SettingsResult {
  const result = settingsSchema.safeParse(document ?? {});
  if (result.success) return { settings: result.data };
  return { problems: result.error.issues.map((issue) => describe(issue, document)) };
}

function describe(issue: z.core.$ZodIssue, document: unknown): string {
  const key = z.core.toDotPath(issue.path) || 'the file';
  if (issue.code === 'unrecognized_keys') {
    return `${key} has ${issue.keys.map((name) => `"${name}"`).join(', ')}, which is not a setting here`;
  }
  const found = valueAt(document, issue.path);
  return `${key}: ${issue.message.toLowerCase()}, found ${found === undefined ? 'nothing' : JSON.stringify(found)}`;
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    document,
  );
}
