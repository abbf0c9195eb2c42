/* eslint-disable @typescript-eslint/no-deprecated -- this is Grafana's side, which still gives what is deprecated */
import { createTheme, type GrafanaTheme2 } from '@grafana/data';
import { config } from '@grafana/runtime';

/** Grafana loads its page anew for another theme, and so do we: `?theme=light`. */
export const theme: GrafanaTheme2 = createTheme({
  colors: { mode: config.bootData.user.lightTheme ? 'light' : 'dark' },
});

config.theme2 = theme;
