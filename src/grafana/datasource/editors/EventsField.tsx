import { Checkbox, Stack } from '@grafana/ui';
import { EVENTS, type EventKind } from '../../query/index.ts';

interface Props {
  readonly id: string;
  /** All of them where not given. */
  readonly events: readonly EventKind[] | undefined;
  readonly onChange: (events: readonly EventKind[]) => void;
}

const ALL = Object.keys(EVENTS) as EventKind[];

const TEXT: Readonly<Record<EventKind, { readonly title: string; readonly description: string }>> = {
  restarts: { title: 'Restarts', description: 'Another process answers, or its counters began anew.' },
  configuration: {
    title: 'Configuration changes',
    description: 'What the engine exposes of its configuration is another than before.',
  },
};

/** What happened to an engine. */
export function EventsField({ id, events = ALL, onChange }: Props) {
  return (
    <Stack direction="column" gap={1} alignItems="flex-start" role="group" aria-label="Events">
      {ALL.map((event) => (
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
