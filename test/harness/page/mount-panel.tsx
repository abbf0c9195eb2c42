import { OwnPanel } from './OwnPanel.tsx';
import type { PanelMount, PanelReport } from './page-api.ts';
import { mount } from './mount.tsx';
import { configured, panelData } from './panel-data.ts';
import { panelReport } from './panel-report.ts';
import { panelPlugin } from './plugins.ts';
import { runQuery } from './run-query.ts';
import { standInPlugin } from './stand-in.ts';
import { StandInPanel } from './StandInPanel.tsx';

/** Our panel, on what our data source answers. */
export async function mountPanel({ ask, width, height, title = 'Roofline', options = {} }: PanelMount): Promise<void> {
  const [plugin, answer] = await Promise.all([panelPlugin(), runQuery(ask)]);
  const own = configured(plugin, { options }, title);
  const data = panelData(answer, plugin, own, ask.range);
  await mount(<OwnPanel {...{ id: 1, title, width, height, plugin, configured: own, data }} />);
}

/** The same data in words, as tables show them. */
export async function mountStandIn({ ask, width, height, title = 'Table' }: PanelMount): Promise<PanelReport> {
  const answer = await runQuery(ask);
  const data = panelData(answer, standInPlugin, configured(standInPlugin, {}), ask.range);
  await mount(<StandInPanel {...{ title, width, height, data, type: 'table' }} />);
  return panelReport({ id: 1, title, type: 'table' }, data);
}
