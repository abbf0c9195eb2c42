import { Button } from '@grafana/ui';
import { Section } from '../shell/Section.tsx';
import { LOAD_FIELDS, loadOf, textOf, type Edits, type FieldId } from './fields.ts';
import type { Load } from './load.ts';
import { NumberField } from './NumberField.tsx';

interface LoadFieldsProps {
  readonly measured: Load;
  readonly edits: Edits;
  readonly onEdit: (id: FieldId, text: string | undefined) => void;
  readonly onReset: () => void;
}

/** The load as it is, to be changed. */
export function LoadFields({ measured, edits, onEdit, onReset }: LoadFieldsProps) {
  const isEdited = LOAD_FIELDS.some(({ id }) => edits[id] !== undefined);
  return (
    <Section title="The load" hint="As measured in this time range, and as promised. Change what you want to try.">
      {LOAD_FIELDS.map((look) => {
        const { id, label, unit, most } = look;
        const text = edits[id] ?? textOf(measured[id], unit);
        return (
          <NumberField
            key={id}
            label={label}
            value={text}
            isWrong={text !== '' && loadOf(text, look) === undefined}
            {...(most !== undefined && { error: `A number from 0 to ${most}` })}
            {...(edits[id] !== undefined && {
              description: `measured or promised: ${textOf(measured[id], unit) || 'unknown'}`,
            })}
            onChange={(next) => {
              onEdit(id, next);
            }}
          />
        );
      })}
      <Button variant="secondary" disabled={!isEdited} onClick={onReset}>
        Reset to measured
      </Button>
    </Section>
  );
}
