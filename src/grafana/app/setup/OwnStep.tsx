import { locationUtil, type DataSourceInstanceSettings } from '@grafana/data';
import { Button, LinkButton } from '@grafana/ui';
import { useState } from 'react';
import { messageOf } from '../../query/index.ts';
import type { OwnSettings } from '../asking/own-data-sources.ts';
import { Message } from '../shell/Message.tsx';
import { addDataSource } from './add-data-source.ts';
import { mayAdd } from './may-add.ts';
import { settingsAddress } from './settings-address.ts';
import { Step } from './Step.tsx';

interface OwnStepProps {
  readonly own: OwnSettings | undefined;
  readonly prometheus: readonly DataSourceInstanceSettings[];
  readonly onAdded: () => void;
}

/** Is there a data source of Ridgeline? Whoever may adds one here. */
export function OwnStep({ own, prometheus, onAdded }: OwnStepProps) {
  const [failure, setFailure] = useState<string>();
  const [isAdding, setIsAdding] = useState(false);
  const add = (uid: string): void => {
    setIsAdding(true);
    addDataSource(uid)
      .then(onAdded, (error: unknown) => {
        setFailure(messageOf(error));
      })
      .finally(() => {
        setIsAdding(false);
      });
  };
  if (own) {
    return (
      <Step number={2} title="A Ridgeline data source" state="done">
        <p>{`"${own.name}" is there.`}</p>
        <LinkButton variant="secondary" size="sm" href={settingsAddress(own)}>
          Its settings
        </LinkButton>
      </Step>
    );
  }
  return (
    <Step number={2} title="A Ridgeline data source" state={prometheus.length > 0 ? 'to do' : 'waiting'}>
      {mayAdd() ? (
        <>
          <p>It reads through the Prometheus that you have, with its access rights, and needs nothing else.</p>
          {prometheus.map(({ uid, name }) => (
            <Button
              key={uid}
              disabled={isAdding}
              onClick={() => {
                add(uid);
              }}
            >
              {`Add one that reads ${name}`}
            </Button>
          ))}{' '}
          <LinkButton variant="secondary" href={locationUtil.assureBaseUrl('/connections/datasources/new')}>
            Add one by hand
          </LinkButton>
        </>
      ) : (
        <p>You may not add data sources. Ask an administrator to add one of the type Ridgeline, or to provision it.</p>
      )}
      {failure !== undefined && <Message isFailure title={failure} />}
    </Step>
  );
}
