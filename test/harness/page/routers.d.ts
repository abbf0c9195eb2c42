// `grafana-ui/x` is the x that @grafana/ui brings along: version 5 of the router, and the bridge to version 6.
declare module 'grafana-ui/react-router-dom' {
  import type { PropsWithChildren, ReactElement } from 'react';
  export function Router(props: PropsWithChildren<{ readonly history: object }>): ReactElement;
}

declare module 'grafana-ui/react-router-dom-v5-compat' {
  import type { PropsWithChildren, ReactElement } from 'react';
  export { Route, Routes } from 'react-router-dom';
  export function CompatRouter(props: PropsWithChildren): ReactElement;
}
