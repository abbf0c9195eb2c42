import en from 'zod/v4/locales/en.js';
// The small edition: the Grafana plugin carries it, too.
import * as z from 'zod/mini';

/** A regular expression that must match the whole text, as in Prometheus. */
const pattern = z.string().check(z.refine(isRegularExpression, { error: 'is not a valid regular expression' }));

function isRegularExpression(text: string): boolean {
  try {
    new RegExp(`^(?:${text})$`);
    return true;
  } catch {
    return false;
  }
}

const match = z.strictObject({ model: z.optional(pattern), target: z.optional(pattern) });
const count = z.int().check(z.positive());
const positive = z.number().check(z.positive());
const share = z.number().check(z.gt(0), z.maximum(1));

/** Dense peaks with 32-bit accumulation, per number format. */
const peaks = z.strictObject({
  fp32: z.optional(positive),
  tf32: z.optional(positive),
  fp16: z.optional(positive),
  bf16: z.optional(positive),
  fp8: z.optional(positive),
  int8: z.optional(positive),
  fp4: z.optional(positive),
});

/** A GPU by name, and whatever of it is different; or peaks, bandwidth and memory of anything else. */
const hardware = z.strictObject({
  gpu: z.optional(z.string()),
  name: z.optional(z.string()),
  flopPerSecond: z.optional(peaks),
  bytesPerSecond: z.optional(positive),
  memoryBytes: z.optional(positive),
  visibleMemoryBytes: z.optional(positive),
  linkBytesPerSecond: z.optional(positive),
  hostLinkBytesPerSecond: z.optional(positive),
});

/** What `ridgeline calibrate` found between the roofs and this engine. */
const calibration = z.strictObject({
  memoryRatio: positive,
  computeRatio: positive,
  layerOverheadSeconds: z.number().check(z.nonnegative()),
  requestOverheadSeconds: z.optional(z.number().check(z.nonnegative())),
  errorRatio: positive,
});

/** What the operator declares of an engine, because vLLM does not export it. */
const deployment = z.strictObject({
  match: z.prefault(match, {}),
  /** As a catalogue calls it, a path to a Hugging Face config.json, or its content. */
  model: z.optional(z.union([z.string(), z.record(z.string(), z.unknown())])),
  hardware: z.optional(hardware),
  parallelism: z.optional(
    z.strictObject({
      tensor: z.optional(count),
      pipeline: z.optional(count),
      data: z.optional(count),
      expert: z.optional(z.boolean()),
    }),
  ),
  precision: z.optional(
    z.strictObject({
      weights: z.optional(z.string()),
      kvCache: z.optional(z.string()),
      activations: z.optional(z.enum(['bf16', 'fp16', 'fp32'])),
    }),
  ),
  engine: z.optional(
    z.strictObject({
      maxNumSeqs: z.optional(count),
      maxNumBatchedTokens: z.optional(count),
      gpuMemoryUtilization: z.optional(share),
    }),
  ),
  calibration: z.optional(calibration),
});

/** What users were promised: every named limit has to hold for a request to be good. */
const objective = z.strictObject({
  match: z.prefault(match, {}),
  ttftSeconds: z.optional(positive),
  tpotSeconds: z.optional(positive),
  e2eSeconds: z.optional(positive),
  share: z.optional(share),
});

/**
 * When the generated alerts fire. The defaults are choices, with their reasons; none of them is a limit of vLLM. How long a
 * condition has to last stands with each alert.
 */
const alerts = z.strictObject({
  /** Which scrape jobs are vLLM's: `up` knows nothing else of an engine that is down. */
  jobs: z._default(pattern, '.*vllm.*'),
  /** A queue below this is not worth a ticket: at some ten admissions a second it is a wait of a second. */
  waitingRequests: z._default(count, 10),
  /** Above this a long prompt finds no blocks; vLLM itself keeps 1 % free and preempts at 1. */
  kvCacheUsageRatio: z._default(share, 0.9),
  /** Each preemption computes a whole context again. One request in ten is far from none and well below a recording that thrashed (1.3). */
  preemptionsPerRequest: z._default(positive, 0.1),
  /** Shares of fewer requests are noise: of 50, a true 95 % shows as 86 % or less once in eighty times (binomial). */
  minimumRequests: z._default(count, 50),
  /**
   * The busiest engine against the mean of the others. Two engines with ten requests each, routed at random, exceed 2 in
   * one of eight snapshots (Poisson), so what is compared is the average over the window, and one of them has to queue.
   */
  imbalanceRatio: z._default(z.number().check(z.gt(1)), 2),
  /** Share of its usual prefix cache hits below which they count as collapsed. */
  prefixCacheHitShare: z._default(share, 0.5),
  /** No counter and no gauge moves for so long. The longest step of a sane engine takes seconds, since chunked prefill bounds it. */
  noProgressSeconds: z._default(positive, 120),
});

/** By rule and threshold; which there are is the business of diagnosis. */
const thresholds = z.record(z.string(), z.record(z.string(), z.number().check(z.nonnegative())));

/** `ridgeline.yaml`. Everything is optional; what is missing makes the measures that need it unknown. */
export const settingsSchema = z.strictObject({
  deployments: z.prefault(z.array(deployment), []),
  objectives: z.prefault(z.array(objective), []),
  alerts: z.optional(alerts),
  /** Other thresholds for the rules of diagnosis: `rules: { sequence-cap: { waitingShare: 0.3 } }`. */
  rules: z.optional(thresholds),
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

// The small edition brings no words along.
const SAID = { error: en().localeError };

/** Validates a parsed `ridgeline.yaml`; null (an empty file) is a file that declares nothing. */
export function parseSettings(document: unknown): SettingsResult {
  const result = settingsSchema.safeParse(document ?? {}, SAID);
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
