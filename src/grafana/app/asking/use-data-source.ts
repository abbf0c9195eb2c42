import { getDataSourceSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import type { RidgelineDataSource } from '../../datasource/index.ts';
import { messageOf } from '../../query/index.ts';

interface Loading {
  readonly uid?: string;
  readonly dataSource?: RidgelineDataSource;
  readonly failure?: string;
}

/** The data source with this uid, once Grafana has loaded its plugin; or why it could not. */
export function useDataSource(uid: string | undefined): Loading {
  const [loading, setLoading] = useState<Loading>({});
  useEffect(() => {
    if (uid === undefined) return undefined;
    let isWanted = true;
    const say = (result: Loading): void => {
      if (isWanted) setLoading({ uid, ...result });
    };
    getDataSourceSrv()
      .get({ uid })
      .then(
        (dataSource) => {
          say({ dataSource: dataSource as unknown as RidgelineDataSource });
        },
        (error: unknown) => {
          say({ failure: messageOf(error) });
        },
      );
    return () => {
      isWanted = false;
    };
  }, [uid]);
  return loading.uid === uid ? loading : {};
}
