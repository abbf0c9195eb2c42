import { Alert, Stack, Text } from '@grafana/ui';
import { thresholdProblems } from '../../../diagnosis/index.ts';
import { parseSettings } from '../../../settings/index.ts';
import { DeploymentSettings } from './DeploymentSettings.tsx';
import { EntryList } from './EntryList.tsx';
import { Help } from './Help.tsx';
import { ObjectiveSettings } from './ObjectiveSettings.tsx';
import { entriesOf, isDocument, isFormable, withValueAt, type Document } from './settings-document.ts';
import { SettingsText } from './SettingsText.tsx';
import { ThresholdSettings } from './ThresholdSettings.tsx';

interface Props {
  readonly id: string;
  /** As it was written, right or wrong. */
  readonly settings: unknown;
  readonly disabled: boolean;
  readonly onChange: (settings: Document | undefined) => void;
}

/** Deployments, objectives and thresholds, as a form and as text, checked as ridgeline.yaml is. */
export function SettingsEditor({ id, settings, disabled, onChange }: Props) {
  const parsed = parseSettings(settings);
  const problems = 'problems' in parsed ? parsed.problems : thresholdProblems(parsed.settings.rules ?? {});
  const isForm = settings === undefined || settings === null || isFormable(settings);
  const document: Document = isFormable(settings) ? settings : {};
  const keep = (changed: Document): void => {
    onChange(Object.keys(changed).length > 0 ? changed : undefined);
  };
  const list = (name: 'deployments' | 'objectives') => ({
    id: `${id}-${name}`,
    list: name,
    entries: entriesOf(document, name),
    problems,
    disabled,
    onChange: (entries: readonly Document[]) => {
      keep(withValueAt(document, [name], entries.length > 0 ? entries : undefined));
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
          <Text element="h4">Thresholds</Text>
          <Help>
            Where the rules behind findings begin to fire. What is not set here is as the page of each rule says.
          </Help>
          <ThresholdSettings
            edited={{
              id: `${id}-rules`,
              at: 'rules',
              entry: isDocument(document['rules']) ? document['rules'] : {},
              problems,
              disabled,
              onChange: (rules) => {
                keep(withValueAt(document, ['rules'], Object.keys(rules).length > 0 ? rules : undefined));
              },
            }}
          />
        </>
      )}
      <SettingsText id={id} settings={settings} disabled={disabled} isOpen={!isForm} onChange={onChange} />
    </Stack>
  );
}
