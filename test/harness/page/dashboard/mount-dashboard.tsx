import { PANEL_ID } from '../own-panel-id.ts';
import { mount } from '../mount.tsx';
import { OwnPanel } from '../OwnPanel.tsx';
import type { DashboardMount, PanelReport, PlainRange } from '../page-api.ts';
import { configured, panelData } from '../panel-data.ts';
import { panelReport } from '../panel-report.ts';
import { panelPlugin } from '../plugins.ts';
import { templateSrv } from '../runtime-services.ts';
import { standInPlugin } from '../stand-in.ts';
import { StandInPanel } from '../StandInPanel.tsx';
import { panelsOf, type DashboardJson, type PanelJson } from './dashboard-json.ts';
import { panelAnswer } from './panel-answer.ts';
import { resolveVariables } from './resolve-variables.ts';

/** Of Grafana's grid: 24 columns, rows of 30 pixels, 8 between them. */
const COLUMNS = 24;
const ROW_PIXELS = 38;
const GAP_PIXELS = 8;

/** Draws a dashboard with every panel open, and says what each came to. */
export async function mountDashboard({
  dashboard,
  range,
  variables = {},
  width,
}: DashboardMount): Promise<PanelReport[]> {
  const json = dashboard as DashboardJson;
  await resolveVariables(json.templating?.list ?? [], variables, range);
  const columnPixels = width / COLUMNS;
  const drawn = await Promise.all(
    panelsOf(json).map((panel) => {
      const { w, h } = panel.gridPos ?? { w: COLUMNS / 2, h: 8 };
      return drawPanel(panel, range, w * columnPixels - GAP_PIXELS, h * ROW_PIXELS - GAP_PIXELS);
    }),
  );
  await mount(
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: GAP_PIXELS, width }}>
      {drawn.map(({ element }) => element)}
    </div>,
  );
  return drawn.map(({ report }) => report);
}

async function drawPanel(panel: PanelJson, range: PlainRange, width: number, height: number) {
  const { id = 0, type, options = {}, fieldConfig } = panel;
  const title = templateSrv.replace(panel.title ?? '');
  const answer = await panelAnswer(panel, range, width);
  const plugin = type === PANEL_ID ? await panelPlugin() : standInPlugin;
  const own = configured(plugin, { options, ...(fieldConfig && { fieldConfig }) }, title);
  const data = panelData(answer, plugin, own, range);
  const text = type === 'text' ? templateSrv.replace(options['content'] as string) : undefined;
  const shared = { title, description: panel.description ?? '', width, height, data };
  const element =
    type === PANEL_ID ? (
      <OwnPanel key={id} {...shared} id={id} plugin={plugin} configured={own} />
    ) : (
      <StandInPanel key={id} {...shared} type={type} {...(text !== undefined && { text })} />
    );
  return { element, report: panelReport({ id, title, type }, data) };
}
