import { EventBusSrv } from '@grafana/data';
import * as runtime from '@grafana/runtime';
import * as unstable from '@grafana/runtime/unstable';
import { createBackendSrv } from './backend-srv.ts';
import { dataSourceSrv } from './data-source-srv.ts';
import { createTemplateSrv } from './template-srv.ts';

export const templateSrv = createTemplateSrv();

const none = { links: [], components: [], functions: [], isLoading: false };

/** What Grafana's own code puts into its runtime before plugins see it. */
export function setServices(): void {
  // New in Grafana 13.
  const start = Object.entries(unstable).find(([name]) => name === 'initializeLoggersRegistry')?.[1] as
    (() => void) | undefined;
  start?.();
  runtime.setBackendSrv(createBackendSrv());
  runtime.setDataSourceSrv(dataSourceSrv);
  runtime.setTemplateSrv(templateSrv);
  runtime.setAppEvents(new EventBusSrv());
  runtime.setEchoSrv(new runtime.FakeEchoSrv());
  runtime.setCurrentUser({ login: 'admin', isSignedIn: true } as never);
  runtime.setPluginLinksHook(() => none);
  runtime.setPluginComponentsHook(() => none);
  runtime.setPluginFunctionsHook(() => none);
  runtime.setReturnToPreviousHook(() => () => undefined);
  runtime.setChromeHeaderHeightHook(() => 0);
}
