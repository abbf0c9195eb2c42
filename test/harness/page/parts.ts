import { appPlugin, dataSourcePlugin, panelPlugin } from './plugins.ts';

/** What the built modules bring along. */
export async function parts(): Promise<Record<string, boolean>> {
  const [app, dataSource, panel] = await Promise.all([appPlugin(), dataSourcePlugin(), panelPlugin()]);
  const { QueryEditor, ConfigEditor } = dataSource.components;
  return {
    pages: app.root !== undefined,
    panel: panel.panel !== null,
    queryEditor: QueryEditor !== undefined,
    configEditor: ConfigEditor !== undefined,
  };
}
