import { DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';
import { APP_ID } from '../../src/grafana/query/index.ts';
import { DASHBOARDS, type Page } from './uids.ts';

export const TAG = 'ridgeline';

interface Link {
  readonly title: string;
  readonly url: string;
  readonly targetBlank: false;
}

/** To another dashboard, with the same range and choices. */
export const linkTo = (page: Page): Link => ({
  title: DASHBOARDS[page].title,
  url: `/d/${DASHBOARDS[page].uid}?\${__url_time_range}&\${__all_variables}`,
  targetBlank: false,
});

const KEPT = ['datasource', 'ttft', 'tpot', 'e2e'].map((name) => `\${${name}:queryparam}`).join('&');
const CHOSEN = { model: 'model_name', target: 'instance', engine: 'rank' };
const ROW = Object.entries(CHOSEN)
  .map(([variable, field]) => `var-${variable}=\${__data.fields.${field}:percentencode}`)
  .join('&');

/** From a row of a table to a dashboard of that engine alone. */
export const linkToEngine = (page: Page): Link => ({
  title: `${DASHBOARDS[page].title} of this engine`,
  url: `/d/${DASHBOARDS[page].uid}?\${__url_time_range}&${KEPT}&${ROW}`,
  targetBlank: false,
});

/** At the top of each dashboard: all of them, by their tag, so that one that was not imported is not offered. */
export const dashboardsLink = (): DashboardLinkBuilder =>
  new DashboardLinkBuilder('Ridgeline')
    .type(DashboardLinkType.Dashboards)
    .icon('external link')
    .tooltip('The other dashboards, for the same time and engines')
    .tags([TAG])
    .asDropdown(true)
    .keepTime(true)
    .includeVars(true);

/** To a page of the app. */
export const appLink = (page: 'engine' | 'capacity', title: string, tooltip: string) =>
  new DashboardLinkBuilder(title)
    .type(DashboardLinkType.Link)
    .icon('apps')
    .tooltip(tooltip)
    .url(`/a/${APP_ID}/${page}`)
    .keepTime(true)
    .includeVars(true);
