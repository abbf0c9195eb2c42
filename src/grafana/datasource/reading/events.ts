import { createDataFrame, type DataFrame } from '@grafana/data';
import type { Episode } from '../../../diagnosis/index.ts';
import { formatQuantity } from '../../../quantities/index.ts';
import { changesInWords, engineKey, episodeReport } from '../../../report/index.ts';
import type { Observation } from '../../../sources/prometheus-api/index.ts';
import { customMeta, engineNames, textColumn, timeColumn, type Engine, type FormatTime } from '../../frames/index.ts';
import { DEFAULT_EVENTS, type EventKind } from '../../query/index.ts';

interface Event {
  readonly kind: EventKind;
  readonly engine: Engine;
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  readonly title: string;
  readonly text: string;
  /** Beside its kind. */
  readonly tags: readonly string[];
  /** Of a finding all that is known of it. */
  readonly episode?: Episode;
}

/** What events are read off. */
interface Seen {
  readonly steps: readonly Observation[];
  readonly episodes: readonly Episode[];
}

/** What happened to the engines, each with the step in which it was seen: time, timeEnd, title, text and tags. */
export function eventsFrame(
  { steps, episodes }: Seen,
  formatTime: FormatTime,
  kinds: readonly EventKind[] = DEFAULT_EVENTS,
): DataFrame {
  const events = [...restarts(steps), ...changes(steps), ...episodes.map((episode) => finding(episode, formatTime))]
    .filter(({ kind }) => kinds.includes(kind))
    .sort((left, right) => left.startAtSeconds - right.startAtSeconds);
  const nameOf = engineNames(events.map(({ engine }) => engine));
  return createDataFrame({
    name: 'events',
    meta: customMeta(
      'events',
      events.map(({ episode }) => (episode ? episodeReport(episode) : null)),
    ),
    fields: [
      timeColumn('time', events, ({ startAtSeconds }) => startAtSeconds),
      timeColumn('timeEnd', events, ({ endAtSeconds }) => endAtSeconds),
      textColumn('title', events, ({ title, engine }) => `${title} · ${nameOf(engine)}`),
      textColumn('text', events, ({ text }) => text),
      textColumn('tags', events, ({ kind, tags }) => ['ridgeline', kind, ...tags].join()),
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
      const seen = before.get(engineKey(engine)) ?? 0;
      before.set(engineKey(engine), quality.restarts);
      const previous = steps[i - 1];
      if (!previous || quality.restarts <= seen) return [];
      return [
        {
          kind: 'restarts',
          engine,
          startAtSeconds: previous.endAtSeconds,
          endAtSeconds,
          title: 'restarts',
          tags: [],
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
      const before = last.get(engineKey(engine));
      if (config) last.set(engineKey(engine), config);
      const changed = config && before ? differences(before, config) : [];
      return changed.length === 0
        ? []
        : [
            {
              kind: 'configuration',
              engine,
              startAtSeconds: steps[i - 1]?.endAtSeconds ?? startAtSeconds,
              endAtSeconds,
              title: 'changed configuration',
              tags: [],
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

const finding = (episode: Episode, formatTime: FormatTime): Event => {
  const { engine, startAtSeconds, endAtSeconds, id, title, severity, peak } = episode;
  const began = changesInWords(episodeReport(episode)).join(', ');
  return {
    ...{ kind: 'findings', engine, startAtSeconds, endAtSeconds, title, episode },
    text: `${severity}; worst at ${formatTime(peak.atSeconds)}: ${peak.message}.${began === '' ? '' : ` It began with ${began}.`}`,
    tags: [severity, id],
  };
};
