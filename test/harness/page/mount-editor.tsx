/* eslint-disable @typescript-eslint/no-deprecated -- this is Grafana's side, which still gives what is deprecated */
import { CoreApp, type DataSourcePluginMeta, type DataSourceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { useState } from 'react';
import { mount } from './mount.tsx';
import { OWN_UID } from './own-uid.ts';
import type { PlainQuery, PlainRange } from './page-api.ts';
import { dataSourcePlugin } from './plugins.ts';
import { timeRange } from './query-request.ts';
import { runQuery } from './run-query.ts';
import { panelData, configured } from './panel-data.ts';
import { standInPlugin } from './stand-in.ts';

let latest: unknown;

/** What the editor that is mounted made of what it was given. */
export const edited = (): unknown => latest;

export async function mountQueryEditor(query: PlainQuery, range: PlainRange): Promise<void> {
  const dataSource = await getDataSourceSrv().get(OWN_UID);
  const Editor = (await dataSourcePlugin()).components.QueryEditor;
  if (!Editor) throw new Error('The data source has no query editor');
  const answer = await runQuery({ range, targets: [query] });
  const data = panelData(answer, standInPlugin, configured(standInPlugin, {}), range);
  latest = query;

  function Edited() {
    const [value, setValue] = useState(query);
    const change = (changed: object): void => {
      latest = changed;
      setValue(changed as PlainQuery);
    };
    return Editor ? (
      <Editor
        datasource={dataSource}
        query={value}
        queries={[value]}
        onChange={change}
        onRunQuery={() => undefined}
        onAddQuery={() => undefined}
        app={CoreApp.PanelEditor}
        range={timeRange(range)}
        data={data}
      />
    ) : null;
  }
  await mount(<Edited />);
}

export async function mountConfigEditor(jsonData: object): Promise<void> {
  const plugin = await dataSourcePlugin();
  const Editor = plugin.components.ConfigEditor;
  if (!Editor) throw new Error('The data source has no config editor');
  const given = settings(jsonData, plugin.meta);
  latest = given;

  function Edited() {
    const [value, setValue] = useState(given);
    const change = (changed: DataSourceSettings): void => {
      latest = changed;
      setValue(changed);
    };
    return Editor ? <Editor options={value} onOptionsChange={change} /> : null;
  }
  await mount(<Edited />);
}

const settings = (jsonData: object, meta: DataSourcePluginMeta): DataSourceSettings => ({
  id: 1,
  uid: OWN_UID,
  orgId: 1,
  name: 'Ridgeline',
  type: meta.id,
  typeName: 'Ridgeline',
  typeLogoUrl: '',
  access: 'proxy',
  url: '',
  user: '',
  database: '',
  basicAuth: false,
  basicAuthUser: '',
  isDefault: false,
  jsonData,
  secureJsonFields: {},
  readOnly: false,
  withCredentials: false,
});
