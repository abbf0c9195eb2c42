import { engineKey, engineName, type EngineReport } from '../../report/index.ts';

export type Engine = Pick<EngineReport, 'target' | 'engine' | 'model' | 'labels'>;

/** What a legend calls each engine: no more of model, rank, labels and target than tells them apart. */
export function engineNames(engines: readonly Engine[]): (engine: Engine) => string {
  const all = engines.map(engineName);
  const shared = (all[0] ?? []).filter((part) => all.every((parts) => parts.includes(part)));
  const names = new Map(
    engines.map((engine, i) => {
      const own = (all[i] ?? []).filter((part) => !shared.includes(part));
      return [engineKey(engine), (own.length > 0 ? own : (all[i] ?? [])).join(' · ')];
    }),
  );
  return (engine) => names.get(engineKey(engine)) ?? engineName(engine).join(' · ');
}
