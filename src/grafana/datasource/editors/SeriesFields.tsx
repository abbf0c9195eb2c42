import { Field, RadioButtonGroup, Stack } from '@grafana/ui';
import type { QueryPartProps } from './query-fields.ts';
import { TextField } from './TextField.tsx';
import { durationProblem } from './text-problems.ts';
import { withField } from './with-field.ts';

const COMBINE = [
  { value: 'engines', label: 'Each engine', description: 'A line for each' },
  { value: 'total', label: 'All together', description: 'Sums are added before they are divided; ratios never are' },
] as const;

/** How a series is drawn: how far each point looks back, and of what. */
export function SeriesFields({ id, query, onChoose, onType, onTyped }: QueryPartProps) {
  return (
    <Stack wrap="wrap" gap={2}>
      <Field label="Lines" noMargin>
        <RadioButtonGroup
          id={`${id}-combine`}
          aria-label="Lines"
          options={[...COMBINE]}
          value={query.combine ?? 'engines'}
          onChange={(combine) => {
            onChoose({ ...query, combine });
          }}
        />
      </Field>
      <TextField
        id={`${id}-window`}
        label="Each point looks back"
        placeholder="one step, at least four scrapes"
        width={32}
        value={query.window}
        problem={durationProblem(query.window)}
        onChange={(text) => {
          onType(withField(query, 'window', text));
        }}
        onDone={onTyped}
      />
    </Stack>
  );
}
