import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import {
  AnnotationQueryBuilder,
  DashboardCursorSync,
  RowBuilder,
  type DashboardLink,
  type Panel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DEFAULT_EVENTS, type EventKind } from '../../src/grafana/query/index.ts';
import { classicDashboard, type ClassicDashboard } from './classic-dashboard.ts';
import { COLOUR } from './colours.ts';
import { dashboardsLink, TAG } from './links.ts';
import { DATASOURCE } from './queries.ts';
import { DASHBOARDS, type Page } from './uids.ts';
import { variables } from './variables.ts';

/** Panels under a heading that is closed at first: what only some engines have. */
export interface Folded {
  readonly title: string;
  readonly top: number;
  readonly panels: readonly Builder<Panel>[];
}

export interface DashboardPlan {
  readonly page: Page;
  readonly description: string;
  readonly range: `now-${string}`;
  /** How often it asks again; never where what it shows is history. */
  readonly refresh: '30s' | '1m' | '';
  readonly objectives: 'shown' | 'hidden';
  readonly panels: readonly Builder<Panel>[];
  readonly folded?: readonly Folded[];
  readonly links?: readonly Builder<DashboardLink>[];
}

export function dashboardOf(plan: DashboardPlan): ClassicDashboard {
  const { page, description, range, refresh, objectives, panels, folded = [], links = [] } = plan;
  const { uid, title } = DASHBOARDS[page];
  const builder = classicDashboard(`Ridgeline · ${title}`)
    .id(null)
    .uid(uid)
    .description(description)
    .tags([TAG, 'vllm'])
    .readonly()
    .timezone('browser')
    .time({ from: range, to: 'now' })
    .refresh(refresh)
    .tooltip(DashboardCursorSync.Crosshair)
    .variables(variables({ objectives }))
    .annotations([RESTARTS_AND_CHANGES, FINDINGS].map(marked))
    .links([dashboardsLink(), ...links]);
  panels.forEach((panel) => builder.withPanel(panel));
  folded.forEach((row) => builder.withRow(closedRow(row)));
  return numbered(inSight(builder.build()));
}

interface Marks {
  readonly name: string;
  readonly refId: string;
  readonly isOn: boolean;
  readonly colour: string;
  readonly events: readonly EventKind[];
}

/** One query for both, since each costs a request. */
const RESTARTS_AND_CHANGES: Marks = {
  name: 'Restarts and changed settings',
  refId: 'Events',
  isOn: true,
  colour: COLOUR.hung,
  events: DEFAULT_EVENTS,
};

/** Off until somebody wants them: every engine is judged step by step. */
const FINDINGS: Marks = {
  name: 'Findings',
  refId: 'Findings',
  isOn: false,
  colour: COLOUR.binds,
  events: ['findings'],
};

const marked = ({ name, refId, isOn, colour, events }: Marks): AnnotationQueryBuilder =>
  new AnnotationQueryBuilder()
    .name(name)
    .datasource(DATASOURCE)
    .enable(isOn)
    .hide(false)
    .iconColor(colour)
    .target({
      build: () =>
        ({
          refId,
          datasource: DATASOURCE,
          events,
          model: '$model',
          target: '$target',
          engine: '$engine',
        }) as unknown as Dataquery,
    });

function closedRow({ title, top, panels }: Folded): RowBuilder {
  const row = new RowBuilder(title).collapsed(true).gridPos({ x: 0, y: top, w: 24, h: 1 });
  panels.forEach((panel) => row.withPanel(panel));
  return row;
}

/** The SDK puts links and annotations into the menu of controls, where nobody looks for the next dashboard, or for a switch. */
function inSight(dashboard: ClassicDashboard): ClassicDashboard {
  for (const link of dashboard.links ?? []) delete link.placement;
  for (const annotation of dashboard.annotations.list ?? []) delete annotation.placement;
  return dashboard;
}

/** Ids in the order of the screen: links to a panel hold as long as nothing is put before it. */
function numbered(dashboard: ClassicDashboard): ClassicDashboard {
  let id = 0;
  for (const panel of dashboard.panels ?? []) {
    panel.id = ++id;
    if ('panels' in panel) for (const inner of panel.panels) inner.id = ++id;
  }
  return dashboard;
}
