import { Button } from '@grafana/ui';
import { ACCELERATORS, CATALOGUE, WEIGHT_FORMAT_NAMES } from '../../../roofline/index.ts';
import { Section } from '../shell/Section.tsx';
import { ChoiceFieldInput } from './ChoiceFieldInput.tsx';
import { countOf, type ChoiceField, type CountField, type Edits, type FieldId } from './fields.ts';
import { NumberField } from './NumberField.tsx';

interface WhatIfFieldsProps {
  /** What is there now, in the same fields. */
  readonly now: Edits;
  readonly edits: Edits;
  readonly onEdit: (id: FieldId, text: string | undefined) => void;
  readonly onReset: () => void;
}

const KV_FORMATS = ['auto', 'bf16', 'fp8', 'int8'];

const CHOICES: readonly (readonly [id: ChoiceField, label: string, options: readonly string[]])[] = [
  ['model', 'Model', CATALOGUE.map(({ id }) => id)],
  ['gpu', 'GPU', ACCELERATORS.map(({ id }) => id)],
  ['weights', 'Format of the weights', WEIGHT_FORMAT_NAMES],
  ['kvCache', 'Format of the KV cache', KV_FORMATS],
];

const COUNTS: readonly (readonly [id: CountField, label: string])[] = [
  ['tensor', 'GPUs per replica (tensor parallel)'],
  ['pipeline', 'Pipeline stages'],
  ['maxNumSeqs', 'Requests running at most (max_num_seqs)'],
  ['replicas', 'Replicas'],
];

/** What could be otherwise. */
export function WhatIfFields({ now, edits, onEdit, onReset }: WhatIfFieldsProps) {
  const isEdited = [...CHOICES, ...COUNTS].some(([id]) => edits[id] !== undefined);
  return (
    <Section title="What if" hint="Left alone, everything is as declared in the data source.">
      {CHOICES.map(([id, label, options]) => (
        <ChoiceFieldInput
          key={id}
          label={label}
          options={options}
          value={edits[id]}
          placeholder={now[id] ?? 'not declared'}
          onChange={(value) => {
            onEdit(id, value);
          }}
        />
      ))}
      {COUNTS.map(([id, label]) => {
        const text = edits[id] ?? now[id] ?? '';
        return (
          <NumberField
            key={id}
            label={label}
            value={text}
            isWrong={text !== '' && countOf(text) === undefined}
            onChange={(next) => {
              onEdit(id, next);
            }}
          />
        );
      })}
      <Button variant="secondary" disabled={!isEdited} onClick={onReset}>
        Reset to declared
      </Button>
    </Section>
  );
}
