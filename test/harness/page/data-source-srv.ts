/* eslint-disable @typescript-eslint/no-deprecated -- this is Grafana's side, which still gives what is deprecated */
import type { DataSourceApi, DataSourceInstanceSettings, DataSourcePluginMeta, DataSourceRef } from '@grafana/data';
import { getTemplateSrv, type DataSourceSrv, type GetDataSourceListFilters } from '@grafana/runtime';
import { CorePrometheus } from './core-prometheus.ts';
import type { DataSourceDeclaration } from './page-api.ts';
import { dataSourcePlugin } from './plugins.ts';

const OWN_TYPE = 'ridgeline-vllm-datasource';

const declared = new Map<string, DataSourceInstanceSettings>();
const instances = new Map<string, Promise<DataSourceApi>>();

/** Adds one as provisioning would; the same uid replaces. */
export function declareDataSource({ uid, name = uid, type, jsonData = {}, isDefault = false }: DataSourceDeclaration) {
  instances.delete(uid);
  declared.set(uid, {
    id: declared.size + 1,
    uid,
    name,
    type,
    isDefault,
    jsonData: jsonData,
    url: `/api/datasources/proxy/uid/${uid}`,
    access: 'proxy',
    readOnly: true,
    meta: metaOf(type),
  });
}

export function removeDataSources(): void {
  declared.clear();
  instances.clear();
}

const metaOf = (type: string): DataSourcePluginMeta => {
  const info = { logos: { small: LOGO, large: LOGO } };
  return { id: type, name: type, type: 'datasource', metrics: true, info } as unknown as DataSourcePluginMeta;
};

const LOGO = 'public/build/img/icons/unicons/graph-bar.svg';

type Named = string | DataSourceRef | null | undefined;

function settingsOf(ref: Named): DataSourceInstanceSettings | undefined {
  const asked = typeof ref === 'string' ? ref : ref?.uid;
  const wanted = getTemplateSrv().replace(asked ?? '');
  const all = [...declared.values()];
  if (wanted === '') return all.find(({ isDefault }) => isDefault) ?? all[0];
  return declared.get(wanted) ?? all.find(({ name }) => name === wanted);
}

async function create(settings: DataSourceInstanceSettings): Promise<DataSourceApi> {
  if (settings.type !== OWN_TYPE) return named(new CorePrometheus(settings), settings);
  const { DataSourceClass, components } = await dataSourcePlugin();
  return Object.assign(named(new DataSourceClass(settings), settings), { components });
}

/** Grafana sets these from outside, too. */
const named = (api: DataSourceApi, { meta }: DataSourceInstanceSettings): DataSourceApi => Object.assign(api, { meta });

function matches({ type, metrics, filter }: GetDataSourceListFilters = {}) {
  const types = type === undefined ? undefined : [type].flat();
  return (each: DataSourceInstanceSettings): boolean =>
    (types?.includes(each.type) ?? true) &&
    (metrics !== true || each.meta.metrics === true) &&
    (filter?.(each) ?? true);
}

export const dataSourceSrv = {
  get(ref?: Named): Promise<DataSourceApi> {
    const settings = settingsOf(ref);
    if (!settings) return Promise.reject(new Error(`Datasource ${JSON.stringify(ref)} was not found`));
    const instance = instances.get(settings.uid) ?? create(settings);
    instances.set(settings.uid, instance);
    return instance;
  },
  getList: (filters?: GetDataSourceListFilters) => [...declared.values()].filter(matches(filters)),
  getInstanceSettings: settingsOf,
  reload: () => Promise.resolve(),
  registerRuntimeDataSource: () => undefined,
} as unknown as DataSourceSrv;
