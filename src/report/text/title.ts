import { formatQuantity } from '../../quantities/index.ts';
import type { EngineReport } from '../schema.ts';

/** `llama · engine 0 · http://…/metrics · vLLM 0.20–0.22 · 60 s, 61 samples` */
export function engineTitle(engine: EngineReport): string {
  const { window, vllmVersion } = engine;
  return [
    ...engineName(engine),
    ...(vllmVersion ? [`vLLM ${versionRange(vllmVersion)}`] : []),
    `${formatQuantity(window.seconds, 'seconds')}, ${window.samples} ${window.samples === 1 ? 'sample' : 'samples'}`,
  ].join(' · ');
}

/** What tells the engine from others: model, rank, further labels, target. */
export const engineName = ({
  model,
  engine,
  labels,
  target,
}: Pick<EngineReport, 'target' | 'engine' | 'model' | 'labels'>): string[] => [
  ...(model === null ? [] : [model]),
  ...(engine === null ? [] : [`engine ${engine}`]),
  ...Object.entries(labels).map(([name, value]) => `${name} ${value}`),
  target,
];

/** A text that is equal exactly for the same engine. */
export const engineKey = ({
  target,
  engine,
  model,
  labels,
}: Pick<EngineReport, 'target' | 'engine' | 'model' | 'labels'>): string =>
  JSON.stringify([target, engine, model, Object.entries(labels).sort()]);

/** "0.20.0–0.22.1", "0.32.0 or later". */
export const versionRange = ({ since, until }: { since: string; until: string | null }): string =>
  until === null ? `${since} or later` : since === until ? since : `${since}–${until}`;
