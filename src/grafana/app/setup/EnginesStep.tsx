import { Button, useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';
import { addressOf } from '../addresses.ts';
import type { OwnSettings } from '../asking/own-data-sources.ts';
import { pageStyles } from '../shell/page-styles.ts';
import { Step } from './Step.tsx';
import type { TestState } from './use-test.ts';

interface EnginesStepProps {
  readonly own: OwnSettings | undefined;
  readonly test: TestState;
  /** Why the plugin of the data source could not be loaded. */
  readonly failure: string | undefined;
  readonly onAgain: () => void;
}

/** Does it find engines? In the words of the data source. */
export function EnginesStep({ own, test, failure, onAgain }: EnginesStepProps) {
  const styles = useStyles2(pageStyles);
  const message = failure ?? test.message;
  const isFine = failure === undefined && test.status === 'success';
  if (!own) {
    return (
      <Step number={3} title="Engines that it finds" state="waiting">
        <p>This is looked up once there is a Ridgeline data source.</p>
      </Step>
    );
  }
  if (failure === undefined && test.isRunning) {
    return (
      <Step number={3} title="Engines that it finds" state="waiting">
        <p>Looking for engines …</p>
      </Step>
    );
  }
  return (
    <Step number={3} title="Engines that it finds" state={isFine ? 'done' : 'failed'}>
      <p>{message ?? 'The data source says nothing.'}</p>
      {isFine ? (
        <Link className={styles.link} to={addressOf('overview', new URLSearchParams({ ds: own.uid }))}>
          To the Overview
        </Link>
      ) : (
        <Button variant="secondary" onClick={onAgain}>
          Look again
        </Button>
      )}
    </Step>
  );
}
