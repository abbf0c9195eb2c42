import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { DashboardLink } from '@grafana/grafana-foundation-sdk/dashboard';
import type { linkTo } from '../links.ts';

/** Links of panels are simpler than the SDK's type, which is that of dashboards: Grafana reads title, url and targetBlank. */
export const panelLinks = (...links: ReturnType<typeof linkTo>[]): Builder<DashboardLink>[] =>
  links.map((link) => ({ build: () => link as unknown as DashboardLink }));
