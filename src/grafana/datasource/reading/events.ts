import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { formatQuantity } from '../../../quantities/index.ts';
import type { Observation } from '../../../sources/prometheus-api/index.ts';
import { customMeta, engineNames, type Engine } from '../../frames/index.ts';
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
  const text = (name: string, of: (event: Event) => string) => ({
    name,
    type: FieldType.string,
    values: events.map(of),
    config: {},
  });
  const time = (name: string, of: (event: Event) => number) => ({
    name,
    type: FieldType.time,
    values: events.map((event) => of(event) * 1e3),
    config: {},
  });
  return createDataFrame({
    name: 'events',
    meta: customMeta('events'),
    fields: [
      time('time', ({ startAtSeconds }) => startAtSeconds),
      time('timeEnd', ({ endAtSeconds }) => endAtSeconds),
      text('title', ({ kind, engine }) => `${EVENTS[kind]} · ${nameOf(engine)}`),
      text('text', (event) => event.text),
      text('tags', ({ kind }) => `ridgeline,${kind}`),
    ],
  });
}

/** Windows overlap where they look further back than a step: a restart is told where it is first seen. */
function restarts(steps: readonly Observation[]): Event[] {
  let seen = new Set<string>();
  return steps.flatMap(({ windows, endAtSeconds }, i) => {
    const restarted = windows.filter(({ quality }) => quality.restarts > 0);
    const fresh = restarted.filter((window) => !seen.has(keyOf(window)));
    seen = new Set(restarted.map(keyOf));
    return fresh.map(({ engine, quality, startAtSeconds }) => ({
      kind: 'restarts' as const,
      engine,
      startAtSeconds: steps[i - 1]?.endAtSeconds ?? startAtSeconds,
      endAtSeconds,
      text: `The engine began anew; it gave no page for about ${formatQuantity(quality.restartSeconds, 'seconds')}.`,
    }));
  });
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
