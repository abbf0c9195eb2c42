import type { AppPlugin, DataSourceApi, DataSourcePlugin, PanelPlugin } from '@grafana/data';
import { loadModule, type LoadedModule } from './amd-loader.ts';

export const PLUGIN_IDS = ['ridgeline-vllm-app', 'ridgeline-vllm-datasource', 'ridgeline-roofline-panel'] as const;
export type PluginId = (typeof PLUGIN_IDS)[number];

/** Grafana addresses each plugin, nested ones too, by an id of its own. */
const modulePath = (id: PluginId): string => `public/plugins/${id}/module.js`;

export const loadPluginModule = (id: PluginId): Promise<LoadedModule> => loadModule(`/${modulePath(id)}`);

async function plugin(id: PluginId): Promise<unknown> {
  const { exports } = await loadPluginModule(id);
  if (!exports['plugin']) throw new Error(`${id} exports no plugin`);
  return exports['plugin'];
}

export const dataSourcePlugin = async (): Promise<DataSourcePlugin<DataSourceApi>> =>
  (await plugin('ridgeline-vllm-datasource')) as DataSourcePlugin<DataSourceApi>;

export const panelPlugin = async (): Promise<PanelPlugin> => (await plugin('ridgeline-roofline-panel')) as PanelPlugin;

export const appPlugin = async (): Promise<AppPlugin> => (await plugin('ridgeline-vllm-app')) as AppPlugin;
