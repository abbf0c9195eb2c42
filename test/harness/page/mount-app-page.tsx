/* eslint-disable @typescript-eslint/no-deprecated -- this is Grafana's side, which still gives what is deprecated */
import { locationService } from '@grafana/runtime';
import { Route, Routes } from 'grafana-ui/react-router-dom-v5-compat';
import { mount } from './mount.tsx';
import { appPlugin, PLUGIN_IDS } from './plugins.ts';

const [APP_ID] = PLUGIN_IDS;

/** A page of the app at its address, `overview?var-engine=0`, routed as in Grafana. */
export async function mountAppPage(path: string): Promise<void> {
  const { root: Root, meta } = await appPlugin();
  if (!Root) throw new Error('The app has no pages');
  const basename = `/a/${APP_ID}`;
  locationService.push(`${basename}/${path}`);
  const page = (
    <Root
      meta={Object.assign(meta, { id: APP_ID, jsonData: {}, baseUrl: `public/plugins/${APP_ID}` })}
      basename={basename}
      path={window.location.pathname}
      query={Object.fromEntries(new URLSearchParams(window.location.search))}
      onNavChanged={() => undefined}
    />
  );
  await mount(
    <Routes>
      <Route path="/a/:pluginId/*" element={page} />
    </Routes>,
  );
}
