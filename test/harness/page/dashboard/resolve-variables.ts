import { CoreApp, type DataSourceApi, type MetricFindValue } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { from, lastValueFrom } from 'rxjs';
import { OWN_UID } from '../own-uid.ts';
import type { PlainRange } from '../page-api.ts';
import { queryRequest, timeRange } from '../query-request.ts';
import { templateSrv } from '../runtime-services.ts';
import type { DashboardVariable } from '../template-srv.ts';
import type { VariableJson } from './dashboard-json.ts';

const ALL = '$__all';

type Chosen = Readonly<Record<string, string | readonly string[]>>;

/** Gives every variable its value, in order, since later ones may name earlier ones. */
export async function resolveVariables(
  list: readonly VariableJson[],
  chosen: Chosen,
  range: PlainRange,
): Promise<void> {
  const resolved: DashboardVariable[] = [];
  for (const variable of list) {
    const options = await optionsOf(variable, range);
    resolved.push(valueOf(variable, options, chosen[variable.name]));
    templateSrv.setVariables(resolved);
  }
}

function valueOf(
  variable: VariableJson,
  options: readonly string[],
  chosen: string | readonly string[] | undefined,
): DashboardVariable {
  const { name, type, allValue, includeAll, current } = variable;
  const stored = current?.value;
  const isSet = stored !== undefined && stored.length > 0 && !(type === 'datasource');
  const picked = chosen ?? (isSet ? stored : includeAll === true ? ALL : (options[0] ?? ''));
  const isAll = picked === ALL || (Array.isArray(picked) && picked.includes(ALL));
  if (!isAll) return { name, type, value: picked };
  return allValue ? { name, type, value: allValue, asItIs: true } : { name, type, value: options };
}

async function optionsOf(variable: VariableJson, range: PlainRange): Promise<readonly string[]> {
  const { type, query, options = [] } = variable;
  switch (type) {
    case 'datasource':
      return getDataSourceSrv()
        .getList({ filter: (each) => each.type === query })
        .map(({ uid }) => uid);
    case 'query':
      return queried(variable, range);
    default:
      return typeof query === 'string' && query !== ''
        ? query.split(',').map((each) => each.trim().split(' : ').at(-1) ?? '')
        : options.map(({ value = '' }) => value).filter((value) => value !== ALL);
  }
}

async function queried({ query, datasource, regex = '' }: VariableJson, range: PlainRange): Promise<readonly string[]> {
  const dataSource: DataSourceApi = await getDataSourceSrv().get(datasource?.uid ?? OWN_UID);
  const found = await askedFor(dataSource, query, range);
  const pattern = regex === '' ? undefined : new RegExp(regex.replace(/^\/|\/$/g, ''));
  return found.map(({ value, text }) => String(value ?? text)).filter((each) => pattern?.test(each) ?? true);
}

async function askedFor(dataSource: DataSourceApi, query: unknown, range: PlainRange): Promise<MetricFindValue[]> {
  const { variables } = dataSource;
  if (!variables || !('query' in variables))
    return (await dataSource.metricFindQuery?.(query, { range: timeRange(range) })) ?? [];
  const target = typeof query === 'object' ? query : { query };
  const request = queryRequest({ range, targets: [{ refId: 'variable', ...target }] });
  const answering = variables.query({ ...request, app: CoreApp.Dashboard });
  return (await lastValueFrom(from(answering))).data as MetricFindValue[];
}
