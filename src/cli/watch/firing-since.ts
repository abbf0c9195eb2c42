import { engineKey, type EngineReport, type Report } from '../../report/index.ts';

/** Since when each finding fires without a break, as far as it was watched. */
export interface FiringSince {
  add(report: Report): void;
  /** "since 14:02:10 UTC"; "since before …" where it fired already in the first report. */
  inWords(engine: EngineReport, id: string): string | undefined;
}

interface Since {
  readonly atSeconds: number;
  readonly isOpen: boolean;
}

export function createFiringSince(): FiringSince {
  let engines = new Map<string, ReadonlyMap<string, Since>>();
  return {
    add(report) {
      // Engines that are gone are forgotten with the old map.
      engines = new Map(
        report.engines.map((engine) => {
          const before = engines.get(engineKey(engine));
          const firing = (engine.findings ?? []).filter(({ state }) => state === 'fires');
          const begun = { atSeconds: engine.window.endAtSeconds, isOpen: before === undefined };
          return [engineKey(engine), new Map(firing.map(({ id }) => [id, before?.get(id) ?? begun]))];
        }),
      );
    },
    inWords(engine, id) {
      const since = engines.get(engineKey(engine))?.get(id);
      if (!since) return undefined;
      const time = new Date(since.atSeconds * 1000).toISOString().slice(11, 19);
      return `since ${since.isOpen ? 'before ' : ''}${time} UTC`;
    },
  };
}
