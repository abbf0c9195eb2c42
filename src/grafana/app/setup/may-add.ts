import { config } from '@grafana/runtime';

/** Whether the user may add data sources, as far as Grafana tells a browser. */
export function mayAdd(): boolean {
  const { orgRole, isGrafanaAdmin, permissions } = config.bootData.user;
  return isGrafanaAdmin || (orgRole as string) === 'Admin' || permissions?.['datasources:create'] === true;
}
