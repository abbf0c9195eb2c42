import { Alert, Stack, Text } from '@grafana/ui';
import { parseSettings } from '../../../settings/index.ts';
import { DeploymentSettings } from './DeploymentSettings.tsx';
import { EntryList } from './EntryList.tsx';
import { Help } from './Help.tsx';
import { ObjectiveSettings } from './ObjectiveSettings.tsx';
import { entriesOf, isFormable, withValueAt, type Document } from './settings-document.ts';
import { SettingsText } from './SettingsText.tsx';

interface Props {
  readonly id: string;
  /** As it was written, right or wrong. */
  readonly settings: unknown;
  readonly disabled: boolean;
  readonly onChange: (settings: Document | undefined) => void;
}

/** Deployments and objectives, as a form and as text, checked as ridgeline.yaml is. */
export function SettingsEditor({ id, settings, disabled, onChange }: Props) {
  const parsed = parseSettings(settings);
  const problems = 'problems' in parsed ? parsed.problems : [];
  const isForm = settings === undefined || settings === null || isFormable(settings);
  const document: Document = isFormable(settings) ? settings : {};
  const list = (name: 'deployments' | 'objectives') => ({
    id: `${id}-${name}`,
    list: name,
    entries: entriesOf(document, name),
    problems,
    disabled,
    onChange: (entries: readonly Document[]) => {
      const changed = withValueAt(document, [name], entries.length > 0 ? entries : undefined);
      onChange(Object.keys(changed).length > 0 ? changed : undefined);
    },
  });
  return (
    <Stack direction="column" gap={2} alignItems="stretch">
      {problems.length > 0 && (
        <Alert severity="error" title="The settings are not right yet" bottomSpacing={0}>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Alert>
      )}
      {isForm && (
        <>
          <Text element="h4">Deployments</Text>
          <Help>
            What runs where, because vLLM does not export it. The first that matches an engine counts. Without one,
            everything but the roofline works.
          </Help>
          <EntryList {...list('deployments')} name="deployment" form={DeploymentSettings} />
          <Text element="h4">Objectives</Text>
          <Help>
            What users were promised: a request is good when every limit holds. The first that matches an engine counts.
            Without one, goodput is unknown.
          </Help>
          <EntryList {...list('objectives')} name="objective" form={ObjectiveSettings} />
        </>
      )}
      <SettingsText id={id} settings={settings} disabled={disabled} isOpen={!isForm} onChange={onChange} />
    </Stack>
  );
}
