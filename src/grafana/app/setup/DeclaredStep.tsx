import { LinkButton, useStyles2 } from '@grafana/ui';
import type { OwnSettings } from '../asking/own-data-sources.ts';
import { pageStyles } from '../shell/page-styles.ts';
import { settingsAddress } from './settings-address.ts';
import { Step } from './Step.tsx';

/** What only people know: what was promised, and what runs on what. */
export function DeclaredStep({ own }: { readonly own: OwnSettings | undefined }) {
  const { list } = useStyles2(pageStyles);
  const { objectives = [], deployments = [] } = own?.jsonData.settings ?? {};
  const hasHardware = deployments.some((deployment) => hasKey(deployment, 'hardware'));
  const lines = [
    objectives.length > 0
      ? 'What users were promised is declared: you see how many are served so.'
      : 'What users were promised is not declared, so how many are served so stays unknown. One line does it: objectives: [{ ttftSeconds: 0.5, tpotSeconds: 0.05 }].',
    hasHardware
      ? 'The hardware is declared: you see how close engines come to it.'
      : 'The hardware is not declared, so the roofline, memory bandwidth and compute stay unknown. One line does it: deployments: [{ hardware: { gpu: h100-sxm } }].',
  ];
  const isComplete = objectives.length > 0 && hasHardware;
  return (
    <Step number={4} title="What only you know" state={own === undefined ? 'waiting' : isComplete ? 'done' : 'to do'}>
      {own === undefined ? (
        <p>
          It is declared in the settings of the Ridgeline data source. Everything works without it, but for what is
          named here.
        </p>
      ) : (
        <>
          <ul className={list}>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <LinkButton variant="secondary" size="sm" href={settingsAddress(own)}>
            Declare it in the settings
          </LinkButton>
        </>
      )}
    </Step>
  );
}

const hasKey = (value: unknown, key: string): boolean =>
  typeof value === 'object' && value !== null && key in value && (value as Record<string, unknown>)[key] != null;
