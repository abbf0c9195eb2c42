import { Stack } from '@grafana/ui';
import type { RidgelineQuery } from '../../query/index.ts';
import type { QueryPartProps } from './query-fields.ts';
import { TextField } from './TextField.tsx';
import { secondsProblem } from './text-problems.ts';
import { withField } from './with-field.ts';

type Objective = NonNullable<RidgelineQuery['objective']>;

const PROMISES: readonly (readonly [keyof Objective, string])[] = [
  ['ttft', 'TTFT at most, seconds'],
  ['tpot', 'TPOT at most, seconds'],
  ['e2e', 'End to end at most, seconds'],
];

/** Objectives of this query alone, instead of what the settings of the data source promise. */
export function ObjectivePromises({ id, query, onType, onTyped }: Omit<QueryPartProps, 'onChoose'>) {
  const objective = query.objective ?? {};
  return (
    <Stack wrap="wrap" gap={2}>
      {PROMISES.map(([latency, label]) => (
        <TextField
          key={latency}
          id={`${id}-objective-${latency}`}
          label={label}
          placeholder="as the settings promise"
          width={32}
          value={objective[latency]}
          problem={secondsProblem(objective[latency])}
          onChange={(text) => {
            const changed = withField(objective, latency, text);
            onType(withField(query, 'objective', Object.keys(changed).length > 0 ? changed : undefined));
          }}
          onDone={onTyped}
        />
      ))}
    </Stack>
  );
}
