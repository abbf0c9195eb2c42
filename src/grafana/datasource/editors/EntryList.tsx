import { Button, Stack } from '@grafana/ui';
import { useState, type ComponentType } from 'react';
import type { EditedEntry } from './edited-entry.ts';
import { EntryCard } from './EntryCard.tsx';
import type { Document } from './settings-document.ts';

interface Props {
  readonly id: string;
  readonly list: 'deployments' | 'objectives';
  /** What one of them is called. */
  readonly name: string;
  readonly entries: readonly Document[];
  readonly problems: readonly string[];
  readonly disabled: boolean;
  readonly onChange: (entries: readonly Document[]) => void;
  readonly form: ComponentType<{ readonly edited: EditedEntry }>;
}

/** Entries of the settings in their order, of which the first that matches an engine is the one that counts. */
export function EntryList({ id, list, name, entries, problems, disabled, onChange, form: Form }: Props) {
  const [kept, setKept] = useState<readonly number[]>([]);
  // What is unfolded in a form moves along with its entry.
  const keys = kept.length === entries.length ? kept : [...entries.keys()];
  const arrange = (places: readonly number[]): void => {
    setKept(places.map((place) => keys[place] ?? Math.max(-1, ...keys) + 1));
    onChange(places.map((place) => entries[place] ?? {}));
  };
  const places = [...entries.keys()];
  return (
    <Stack direction="column" gap={2} alignItems="stretch">
      {entries.map((entry, index) => (
        <EntryCard
          key={keys[index]}
          title={`${name} ${index + 1}`}
          disabled={disabled}
          isFirst={index === 0}
          isLast={index === entries.length - 1}
          onMove={(by) => {
            const others = places.filter((place) => place !== index);
            arrange([...others.slice(0, index + by), index, ...others.slice(index + by)]);
          }}
          onRemove={() => {
            arrange(places.filter((place) => place !== index));
          }}
        >
          <Form
            edited={{
              id: `${id}-${index}`,
              at: `${list}[${index}]`,
              entry,
              problems,
              disabled,
              onChange: (changed) => {
                onChange(entries.map((other, at) => (at === index ? changed : other)));
              },
            }}
          />
        </EntryCard>
      ))}
      <div>
        <Button
          icon="plus"
          variant="secondary"
          type="button"
          disabled={disabled}
          onClick={() => {
            arrange([...places, entries.length]);
          }}
        >
          Add {name}
        </Button>
      </div>
    </Stack>
  );
}
