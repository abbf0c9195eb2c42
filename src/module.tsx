import { AppPlugin, type AppRootProps } from '@grafana/data';
import { lazy, type ComponentType } from 'react';
import { DIAGNOSE_LINK } from './grafana/app/links/diagnose-link.ts';

// Grafana waits for the root page itself.
const App: ComponentType<AppRootProps> = lazy(
  () => import(/* webpackChunkName: "grafana/app/app" */ './grafana/app/App.tsx'),
);

export const plugin = new AppPlugin().setRootPage(App).addLink(DIAGNOSE_LINK);
