import { ThemeContext } from '@grafana/data';
import { locationService, LocationServiceProvider } from '@grafana/runtime';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import type { PropsWithChildren } from 'react';
import { Router } from 'grafana-ui/react-router-dom';
import { CompatRouter } from 'grafana-ui/react-router-dom-v5-compat';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { theme } from './page-theme.ts';

const { canvas } = theme.colors.background as { readonly canvas: string };

/** What Grafana has around everything that it draws. */
export function Stage({ children }: PropsWithChildren) {
  return (
    <ThemeContext.Provider value={theme}>
      <LocationServiceProvider service={locationService}>
        <Router history={locationService.getHistory() as object}>
          <CompatRouter>
            <GlobalStyles />
            <main style={{ padding: theme.spacing(2), background: canvas, minHeight: '100vh' }}>
              <ErrorBoundary>{children}</ErrorBoundary>
            </main>
            <PortalContainer />
          </CompatRouter>
        </Router>
      </LocationServiceProvider>
    </ThemeContext.Provider>
  );
}
