import { Alert, Button, CollapsableSection, Field, Stack, TextArea } from '@grafana/ui';
import { useState } from 'react';
import { readSettingsText } from './read-settings-text.ts';
import type { Document } from './settings-document.ts';

interface Props {
  readonly id: string;
  readonly settings: unknown;
  readonly disabled: boolean;
  readonly isOpen: boolean;
  readonly onChange: (settings: Document | undefined) => void;
}

/** The settings as text, to paste and to copy, with whatever the form does not show. */
export function SettingsText({ id, settings, disabled, isOpen, onChange }: Props) {
  const [draft, setDraft] = useState<string>();
  const read = draft === undefined ? undefined : readSettingsText(draft);
  const problem = read && 'problem' in read ? read.problem : undefined;
  return (
    <>
      <CollapsableSection label="Edit as JSON" isOpen={isOpen} unmountContentWhenClosed={false}>
        <Field
          label="Deployments and objectives"
          description="With the keys of ridgeline.yaml. Peaks of other hardware, a calibration, or a config.json as model go here."
          noMargin
          invalid={problem !== undefined}
          disabled={disabled}
        >
          <TextArea
            id={`${id}-text`}
            rows={14}
            spellCheck={false}
            value={draft ?? (settings === undefined ? '' : JSON.stringify(settings, null, 2))}
            onChange={({ currentTarget }) => {
              setDraft(currentTarget.value);
              const typed = readSettingsText(currentTarget.value);
              if ('settings' in typed) onChange(typed.settings);
            }}
            onBlur={() => {
              // What was taken over is shown as it is kept; anything else stays as it was typed.
              if (problem === undefined) setDraft(undefined);
            }}
          />
        </Field>
      </CollapsableSection>
      {problem !== undefined && (
        <Alert severity="error" title="The text is not taken over yet, and the form shows what was there before">
          <Stack direction="column" gap={1} alignItems="flex-start">
            <span>{problem}</span>
            <Button
              type="button"
              size="sm"
              variant="secondary"
              onClick={() => {
                setDraft(undefined);
              }}
            >
              Discard the text
            </Button>
          </Stack>
        </Alert>
      )}
    </>
  );
}
