import { createTheme, ThemeContext } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import axe from 'axe-core';
import { Suspense } from 'react';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router-dom';
import App from '../../../src/grafana/app/App.tsx';

/** Where the app is now. */
export const address = (): string => screen.getByTestId('address').textContent;

function Address() {
  const { pathname, search } = useLocation();
  return (
    <output data-testid="address" aria-label="address">
      {pathname + search}
    </output>
  );
}

// What the router says of its next version is nothing to us.
const FUTURE = { v7_startTransition: true, v7_relativeSplatPath: true };

/** The app at an address, routed as in Grafana. */
export function show(path: string, mode: 'light' | 'dark' = 'dark') {
  return render(
    <ThemeContext.Provider value={createTheme({ colors: { mode } })}>
      <MemoryRouter initialEntries={[`/a/ridgeline-vllm-app/${path}`]} future={FUTURE}>
        <Suspense fallback="loading">
          <Routes>
            <Route path="/a/:pluginId/*" element={<App />} />
          </Routes>
        </Suspense>
        <Address />
      </MemoryRouter>
    </ThemeContext.Provider>,
  );
}

// Contrast needs a browser that draws, landmarks and the heading of the page come from Grafana.
const UNSEEN = ['color-contrast', 'region', 'page-has-heading-one'];

export async function accessibilityProblems(): Promise<string[]> {
  const rules = Object.fromEntries(UNSEEN.map((rule) => [rule, { enabled: false }]));
  const { violations } = await axe.run(document.body, { rules });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

/** The texts of the cells of a table, row by row. */
export const cellsOf = (table: HTMLElement): string[][] =>
  [...table.querySelectorAll('tr')].map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent));
