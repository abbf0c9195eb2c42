import { useEffect, useState } from 'react';
import type { RidgelineDataSource } from '../../datasource/index.ts';
import { messageOf } from '../../query/index.ts';

export interface TestState {
  readonly isRunning: boolean;
  readonly status?: string;
  readonly message?: string;
}

/** What "Save & test" would say of the data source. */
export function useTest(dataSource: RidgelineDataSource | undefined, reading: number): TestState {
  const [result, setResult] = useState<TestState>({ isRunning: true });
  useEffect(() => {
    if (!dataSource) return undefined;
    let isWanted = true;
    setResult({ isRunning: true });
    void dataSource.testDatasource().then(
      ({ status, message }) => {
        if (isWanted) setResult({ isRunning: false, status, message });
      },
      (error: unknown) => {
        if (isWanted) setResult({ isRunning: false, status: 'error', message: messageOf(error) });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [dataSource, reading]);
  return result;
}
