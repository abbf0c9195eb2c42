import { engineKey, type EngineReport } from '../report/index.ts';

/**
 * Tells engines that still answer from those of which a report only remembers. A target that went silent keeps its last
 * window, since nobody said that its engines are gone; on a gauge, which is read as now, that would be an old number
 * passed off as a new one.
 *
 * Live is whose window ended later than in the report before, or did so at most `keepSeconds` ago. It is the clock of this
 * machine that counts, whatever the clock of the source.
 */
export function createLiveEngines(
  keepSeconds: number,
): (engines: readonly EngineReport[], nowSeconds: number) => EngineReport[] {
  let seen = new Map<string, { readonly endAtSeconds: number; readonly movedAtSeconds: number }>();
  return (engines, nowSeconds) => {
    const now = new Map(
      engines.map((engine) => {
        const key = engineKey(engine);
        const { endAtSeconds } = engine.window;
        const before = seen.get(key);
        const movedAtSeconds = before?.endAtSeconds === endAtSeconds ? before.movedAtSeconds : nowSeconds;
        return [key, { endAtSeconds, movedAtSeconds }];
      }),
    );
    seen = now;
    return engines.filter((engine) => nowSeconds - (now.get(engineKey(engine))?.movedAtSeconds ?? 0) <= keepSeconds);
  };
}
