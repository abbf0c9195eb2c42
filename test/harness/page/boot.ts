// What Grafana's page says before any script runs: `config` of the runtime reads it when it is imported. A script of its own.
declare const GRAFANA_VERSION: string;

const theme = new URLSearchParams(window.location.search).get('theme') === 'light' ? 'light' : 'dark';

Object.assign(window, {
  grafanaBootData: {
    settings: {
      appUrl: `${window.location.origin}/`,
      appSubUrl: '',
      buildInfo: { version: GRAFANA_VERSION, env: 'production', edition: 'Open Source' },
      featureToggles: {},
      datasources: {},
      panels: {},
      apps: {},
    },
    user: {
      orgId: 1,
      orgRole: 'Admin',
      timezone: 'utc',
      locale: 'en-US',
      language: 'en-US',
      theme,
      lightTheme: theme === 'light',
      isSignedIn: true,
      permissions: {},
    },
    navTree: [],
  },
});
