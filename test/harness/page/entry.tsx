import { config, getDataSourceSrv } from '@grafana/runtime';
import { version as react } from 'react';
import { mountDashboard } from './dashboard/mount-dashboard.tsx';
import { declareDataSource, removeDataSources } from './data-source-srv.ts';
import { edited, mountConfigEditor, mountQueryEditor } from './mount-editor.tsx';
import { mountAppPage } from './mount-app-page.tsx';
import { mountPanel, mountStandIn } from './mount-panel.tsx';
import type { HarnessApi } from './page-api.ts';
import { parts } from './parts.ts';
import { plainAnswer } from './plain.ts';
import { loadPluginModule, PLUGIN_IDS } from './plugins.ts';
import { quiet, watchFetches } from './quiet.ts';
import { fillRegistries } from './registries.ts';
import { runQuery } from './run-query.ts';
import { setServices, templateSrv } from './runtime-services.ts';

watchFetches();
fillRegistries();
setServices();

const harness: HarnessApi = {
  versions: { grafana: config.buildInfo.version, react },
  dependencies: async () =>
    Object.fromEntries(
      await Promise.all(PLUGIN_IDS.map(async (id) => [id, (await loadPluginModule(id)).dependencies] as const)),
    ),
  parts,
  setDataSources: (declarations) => {
    removeDataSources();
    declarations.forEach(declareDataSource);
  },
  setVariables: (values) => {
    templateSrv.setVariables(Object.entries(values).map(([name, value]) => ({ name, type: 'custom', value })));
  },
  runQuery: async (ask) => plainAnswer(await runQuery(ask)),
  testDataSource: async (uid) => {
    const { status, message } = await (await getDataSourceSrv().get(uid)).testDatasource();
    return { status, message };
  },
  mountPanel,
  mountStandIn,
  mountQueryEditor,
  mountConfigEditor,
  mountAppPage,
  mountDashboard,
  quiet,
  edited,
};

Object.assign(window, { harness });
