import * as emotionCss from '@emotion/css';
import * as grafanaData from '@grafana/data';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaUi from '@grafana/ui';
import * as react from 'react';
import * as jsxRuntime from 'react/jsx-runtime';
import * as reactDom from 'react-dom';
// Grafana gives plugins version 6 of the router under the name of version 5's core.
import * as reactRouter from 'grafana-ui/react-router-dom-v5-compat';
import * as rxjs from 'rxjs';

/** What Grafana shares with plugins, as far as ours may use it; whatever else one asks for is a mistake. */
export const SHARED_MODULES: Readonly<Record<string, object>> = {
  '@emotion/css': emotionCss,
  '@grafana/data': grafanaData,
  '@grafana/runtime': grafanaRuntime,
  '@grafana/ui': grafanaUi,
  react,
  'react/jsx-runtime': jsxRuntime,
  'react-dom': reactDom,
  'react-router': reactRouter,
  rxjs,
};
