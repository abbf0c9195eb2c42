import { createDataFrame, type DataFrame } from '@grafana/data';
import { formatQuantity } from '../../../quantities/index.ts';
import type { Observation } from '../../../sources/prometheus-api/index.ts';
import { customMeta, engineNames, textColumn, timeColumn, type Engine } from '../../frames/index.ts';
import { EVENTS, type EventKind } from '../../query/index.ts';

type Window = Observation['windows'][number];

interface Event {
  readonly kind: EventKind;
  readonly engine: Engine;
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  readonly text: string;
}

/** What happened to the engines, each with the step in which it was seen: time, timeEnd, title, text and tags. */
export function eventsFrame(steps: readonly Observation[], kinds: readonly EventKind[] | undefined): DataFrame {
  const wanted = kinds ?? (Object.keys(EVENTS) as EventKind[]);
  const events = [...restarts(steps), ...changes(steps)]
    .filter(({ kind }) => wanted.includes(kind))
    .sort((left, right) => left.startAtSeconds - right.startAtSeconds);
  const nameOf = engineNames(events.map(({ engine }) => engine));
  return createDataFrame({
    name: 'events',
    meta: customMeta('events'),
    fields: [
      timeColumn('time', events, ({ startAtSeconds }) => startAtSeconds),
      timeColumn('timeEnd', events, ({ endAtSeconds }) => endAtSeconds),
      textColumn('title', events, ({ kind, engine }) => `${EVENTS[kind]} · ${nameOf(engine)}`),
      textColumn('text', events, ({ text }) => text),
      textColumn('tags', events, ({ kind }) => `ridgeline,${kind}`),
    ],
  });
}

/**
 * Windows overlap, since they look further back than a step: a restart is told where there is one more than before. What the
 * first step sees may have been before the range.
 */
function restarts(steps: readonly Observation[]): Event[] {
  const before = new Map<string, number>();
  return steps.flatMap(({ windows, endAtSeconds }, i) =>
    windows.flatMap((window): Event[] => {
      const { engine, quality } = window;
      const seen = before.get(keyOf(window)) ?? 0;
      before.set(keyOf(window), quality.restarts);
      const previous = steps[i - 1];
      if (!previous || quality.restarts <= seen) return [];
      return [
        {
          kind: 'restarts',
          engine,
          startAtSeconds: previous.endAtSeconds,
          endAtSeconds,
          text: `The engine began anew; it gave no page for about ${formatQuantity(quality.restartSeconds, 'seconds')}.`,
        },
      ];
    }),
  );
}

function changes(steps: readonly Observation[]): Event[] {
  const last = new Map<string, Readonly<Record<string, string>>>();
  return steps.flatMap(({ windows, endAtSeconds }, i) =>
    windows.flatMap((window): Event[] => {
      const { engine, startAtSeconds, info } = window;
      const config = info.get('cacheConfig');
      const before = last.get(keyOf(window));
      if (config) last.set(keyOf(window), config);
      const changed = config && before ? differences(before, config) : [];
      return changed.length === 0
        ? []
        : [
            {
              kind: 'configuration',
              engine,
              startAtSeconds: steps[i - 1]?.endAtSeconds ?? startAtSeconds,
              endAtSeconds,
              text: `Changed: ${changed.join(', ')}.`,
            },
          ];
    }),
  );
}

const differences = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string[] =>
  Object.keys(after)
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name} ${before[name] ?? 'unset'} → ${after[name] ?? 'unset'}`);

const keyOf = ({ engine: { target, engine, model, labels } }: Window): string =>
  JSON.stringify([target, engine, model, labels]);
