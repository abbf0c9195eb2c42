import { neededInputs, neededInputsOfStep, type MeasureId } from '../../../analysis/index.ts';
import {
  bundled,
  discoverByPromQl,
  observePushedDown,
  stepsPushedDown,
  type Discovery,
  type Matcher,
  type Observation,
  type PromQl,
} from '../../../sources/prometheus-api/index.ts';
import { shared, type Shared } from './shared.ts';

/** What is to be read of which engines, for the measures that a panel shows. */
export interface Ask {
  readonly matchers: readonly Matcher[];
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  /** In steps; as a whole where not given. */
  readonly stepSeconds?: number | undefined;
  /** How far each step looks back; as long as it is where not given. */
  readonly windowSeconds?: number | undefined;
  readonly measures: readonly MeasureId[];
  /** Where engines are looked for; the same for all panels of a dashboard, though their steps end apart. */
  readonly range: Range;
}

interface Range {
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
}

export interface Read {
  /** One for the whole stretch, or one at the end of each step. */
  readonly observations: readonly Observation[];
  /** What was asked to learn that. */
  readonly expressions: readonly string[];
}

export interface Reader {
  /** Rejects with a SourceError. */
  read(ask: Ask, signal: AbortSignal): Promise<Read>;
  /** Which engines there are. */
  discover(
    among: Range & { readonly matchers: readonly Matcher[]; readonly allNames?: boolean },
    signal: AbortSignal,
  ): Promise<Discovery>;
}

/** Panels of a dashboard ask within some frames of each other: what they ask of the same stretch is read once. */
const TOGETHER_MILLISECONDS = 20;

/** The same stretch holds the same data; but for scrapes that came late. */
const KEPT_SECONDS = 30;

/** Engines hardly ever change; one that is new is seen after so long at the latest. */
const DISCOVERY_KEPT_SECONDS = 60;

/** A range that moved on by less than about this share of its length has the same engines. */
const ALIKE_RATIO = 0.1;

export function createReader(server: PromQl): Reader {
  const discoveries: Shared<Discovery> = shared({ togetherMilliseconds: 0, keptSeconds: DISCOVERY_KEPT_SECONDS });
  const readings: Shared<Read, MeasureId> = shared({
    togetherMilliseconds: TOGETHER_MILLISECONDS,
    keptSeconds: KEPT_SECONDS,
  });

  const discover: Reader['discover'] = ({ matchers, startAtSeconds, endAtSeconds, allNames = false }, signal) => {
    const alikeSeconds = ALIKE_RATIO * (endAtSeconds - startAtSeconds);
    const grainSeconds = Math.max(1, Math.min(DISCOVERY_KEPT_SECONDS, 2 ** Math.floor(Math.log2(alikeSeconds))));
    const about = (seconds: number): number => Math.ceil(seconds / grainSeconds);
    const key = JSON.stringify([matchers, grainSeconds, about(startAtSeconds), about(endAtSeconds), allNames]);
    return discoveries.get(key, [], signal, (_, own) =>
      discoverByPromQl(server, { matchers, startAtSeconds, endAtSeconds, allNames, signal: own }),
    );
  };

  return {
    discover,
    read({ measures, range, ...ask }, signal) {
      return readings.get(JSON.stringify(ask), measures, signal, async (together, own) => {
        const discovery = await discover({ ...range, matchers: ask.matchers }, own);
        const { stepSeconds, windowSeconds = stepSeconds } = ask;
        const request = {
          ...ask,
          discovery,
          promised: [],
          inputs: (ask.stepSeconds === undefined ? neededInputs : neededInputsOfStep)(together),
          withoutVersions: true,
          signal: own,
        };
        const expressions: string[] = [];
        const noting = bundled(noted(server, expressions));
        if (stepSeconds === undefined || windowSeconds === undefined) {
          return { observations: [await observePushedDown(noting, request)], expressions };
        }
        const observations: Observation[] = [];
        const stepped = { ...request, stepSeconds, windowSeconds };
        for await (const each of stepsPushedDown(noting, stepped)) observations.push(each);
        return { observations, expressions };
      });
    },
  };
}

/** Notes what is asked, for those who want to see it. */
const noted = (server: PromQl, expressions: string[]): PromQl => ({
  ...server,
  queryAll(questions, onAnswer) {
    expressions.push(...questions.expressions);
    return server.queryAll(questions, onAnswer);
  },
});
