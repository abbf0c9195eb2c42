/**
 * Which engine a number belongs to: scrape target × `engine` label × `model_name`, and whatever further labels a scraper
 * or wrapper adds (Ray's ReplicaId …). Engines that differ in any of them are never merged.
 */
export interface EngineIdentity {
  readonly target: string;
  /** The data-parallel rank as vLLM labels it; null before vLLM 0.8, which has no such label. */
  readonly engine: string | null;
  readonly model: string | null;
  readonly labels: Readonly<Record<string, string>>;
}

/** A text that is equal exactly for equal identities. */
export const identityKey = ({ target, engine, model, labels }: EngineIdentity): string =>
  JSON.stringify([target, engine, model, Object.entries(labels).sort()]);
