import { Checkbox, Stack } from '@grafana/ui';
import { DEFAULT_EVENTS, EVENT_KINDS, type EventKind } from '../../query/index.ts';

interface Props {
  readonly id: string;
  /** Those that cost little where not given. */
  readonly events: readonly EventKind[] | undefined;
  readonly onChange: (events: readonly EventKind[]) => void;
}

const TEXT: Readonly<Record<EventKind, { readonly title: string; readonly description: string }>> = {
  restarts: { title: 'Restarts', description: 'Another process answers, or its counters began anew.' },
  configuration: {
    title: 'Configuration changes',
    description: 'What the engine exposes of its configuration is another than before.',
  },
  findings: {
    title: 'Findings',
    description:
      'From when to when something was wrong. Choose few engines: each is judged in up to 60 steps, which keeps the browser busy for about a quarter of a second. Needs a Prometheus.',
  },
};

/** What happened to an engine. */
export function EventsField({ id, events = DEFAULT_EVENTS, onChange }: Props) {
  return (
    <Stack direction="column" gap={1} alignItems="flex-start" role="group" aria-label="Events">
      {EVENT_KINDS.map((event) => (
        <Checkbox
          key={event}
          id={`${id}-${event}`}
          label={TEXT[event].title}
          description={TEXT[event].description}
          value={events.includes(event)}
          onChange={({ currentTarget }) => {
            const others = events.filter((each) => each !== event);
            onChange(currentTarget.checked ? [...others, event] : others);
          }}
        />
      ))}
    </Stack>
  );
}
