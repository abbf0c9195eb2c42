import type { Analysis } from '../../../src/analysis/index.ts';
import type { EngineSettings } from '../../../src/settings/index.ts';
import { analysisOf, valuesOf, windowOf, type Run } from '../../build-page.ts';
import { engineRun, type EngineDoes } from '../engine-run.ts';

/** An engine of which it is known what limits it, and what else has to be said of it. */
export interface Scenario {
  readonly name: string;
  /** What limits it: by how it was constructed or loaded, not by what any rule says. */
  readonly boundBy: string;
  /** Rules that have to fire; others may. */
  readonly fires: readonly string[];
  /** Its users have nothing to complain of. */
  readonly isHealthy: boolean;
  /** Cached, as it is slow. */
  readonly observe: () => Observed;
}

export interface Observed {
  readonly analysis: Analysis;
  readonly replicas: readonly Analysis[];
  /** The counter as it stands at the end, which is all that some alerts look at. */
  readonly preemptionsEver: number;
}

/** One constructed engine, and what it is. */
export interface Constructed {
  readonly name: string;
  readonly does: Partial<EngineDoes>;
  readonly settings?: Partial<EngineSettings>;
  /** The scrape from which on no counter moves. */
  readonly stopsAt?: number;
  /** What other engines of its model do. */
  readonly replicas?: readonly Partial<EngineDoes>[];
  /** Where they are not those of the group. */
  readonly boundBy?: string;
  readonly fires?: readonly string[];
}

/** Scenarios that share a cause. */
export const constructed = (
  { boundBy, fires = [], isHealthy = false }: Partial<Omit<Scenario, 'observe' | 'name'>> & { boundBy: string },
  engines: readonly Constructed[],
): Scenario[] =>
  engines.map((engine) => ({
    name: engine.name,
    boundBy: engine.boundBy ?? boundBy,
    fires: engine.fires ?? fires,
    isHealthy,
    observe: once(() => observed(engine)),
  }));

export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function observed({ does, settings, stopsAt, replicas = [] }: Constructed): Observed {
  const run = stopsAt === undefined ? engineRun(does) : stopped(engineRun(does), stopsAt);
  const analysis = analysisOf(windowOf(run), settings);
  const others = replicas.map((other, i) =>
    analysisOf(windowOf(engineRun({ target: `other-${i}`, ...other })), settings),
  );
  const preemptions = Object.entries(run.series).find(([name]) => name.startsWith('vllm:num_preemptions_total'));
  const preemptionsEver = Number(valuesOf(preemptions?.[1] ?? '0').at(-1));
  return { analysis, replicas: [analysis, ...others], preemptionsEver };
}

const stopped = (run: Run, at: number): Run => ({
  ...run,
  series: Object.fromEntries(
    Object.entries(run.series).map(([name, notation]) => {
      const values = valuesOf(notation);
      const counts = /_(total|bucket|sum|count)(\{|$)/.test(name);
      return [name, counts ? values.map((value, i) => values[Math.min(i, at)] ?? value).join(' ') : notation];
    }),
  ),
});

/** What an operator may declare, in short. */
export interface Declared {
  readonly slots?: number;
  readonly budget?: number;
  /** Of an H100 with the model of eight billion parameters. */
  readonly hardware?: boolean;
  readonly ttftSeconds?: number;
}

export const declared = ({ slots, budget, hardware = false, ttftSeconds }: Declared): Partial<EngineSettings> => ({
  deployment: {
    match: {},
    ...(hardware && { model: 'meta-llama/Llama-3.1-8B', hardware: { gpu: 'h100-sxm' } }),
    engine: {
      ...(slots !== undefined && { maxNumSeqs: slots }),
      ...(budget !== undefined && { maxNumBatchedTokens: budget }),
    },
  },
  ...(ttftSeconds !== undefined && { objective: { match: {}, ttftSeconds } }),
});
