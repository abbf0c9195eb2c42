import {
  GraphDrawStyle,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  GraphThresholdsStyleConfigBuilder,
  StackingConfigBuilder,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { FieldColorBuilder, FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { MEASURES, type MeasureId } from '../../../src/analysis/index.ts';
import { COLOUR } from '../colours.ts';
import { linkTo } from '../links.ts';
import { DATASOURCE, MAX_DATA_POINTS, type Target } from '../queries.ts';
import type { Page } from '../uids.ts';
import { describe, type Words } from '../words.ts';
import { panelLinks } from './panel-links.ts';
import { gridPos, type Place } from './place.ts';

export interface SeriesPanel {
  readonly title: string;
  readonly words: Words;
  readonly noValue: string;
  readonly at: Place;
  readonly target: Target;
  /** Where to look next. */
  readonly next: Page;
  /** A unit of Grafana's. */
  readonly unit: string;
  /** Colours by meaning; engines of one panel then share them and differ by name. Left out: a colour for each series. */
  readonly colours?: Partial<Readonly<Record<MeasureId, string>>>;
  /** Drawn dashed and in the accent, beside what they limit. */
  readonly limits?: readonly MeasureId[];
  readonly isStacked?: boolean;
  /** May be below zero. */
  readonly isSigned?: boolean;
  /** What the axis shows at least, so that "none" does not look like noise. */
  readonly softMax?: number;
}

export function seriesPanel(panel: SeriesPanel): PanelBuilder {
  const { title, words, noValue, at, target, next, unit, isStacked = false, isSigned = false, softMax } = panel;
  const builder = new PanelBuilder()
    .title(title)
    .description(describe(words))
    .gridPos(gridPos(at))
    .datasource(DATASOURCE)
    .withTarget(target)
    .maxDataPoints(MAX_DATA_POINTS)
    .links(panelLinks(linkTo(next)))
    .unit(unit)
    .noValue(noValue)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassic))
    .drawStyle(GraphDrawStyle.Line)
    .lineWidth(isStacked ? 0 : 1)
    .fillOpacity(isStacked ? 70 : 0)
    .showPoints(VisibilityMode.Auto)
    .spanNulls(false)
    .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Off))
    .stacking(new StackingConfigBuilder().mode(isStacked ? StackingMode.Normal : StackingMode.None).group('A'))
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        // The range may be over: its worst is what one looks for, not its last.
        .calcs(['max']),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
  if (!isSigned) builder.min(0);
  if (softMax !== undefined) builder.axisSoftMax(softMax);
  overridesOf(panel).forEach((override) => builder.withOverride(override));
  return builder;
}

const property = (id: string, value: unknown) => ({ id, value });
const fixed = (colour: string) => property('color', { mode: 'fixed', fixedColor: colour });

function overridesOf({ unit, colours = {}, limits = [] }: SeriesPanel) {
  type Property = ReturnType<typeof property>;
  const rule = (id: string, options: string, properties: readonly Property[]) => ({
    matcher: { id, options },
    properties: [...properties],
  });
  const override = (pattern: string, ...properties: Property[]) => rule('byRegexp', pattern, properties);
  return [
    // The data source says seconds, of which Grafana makes "1.73 mins". An axis in seconds can be compared with objectives.
    ...(unit.startsWith('suffix:') ? [rule('byType', 'number', [property('unit', unit)])] : []),
    override(BOUNDS, fixed(COLOUR.band), property('custom.stacking', { mode: 'none', group: 'A' })),
    ...Object.entries(colours).map(([id, colour]) => override(seriesOf(id as MeasureId), fixed(colour))),
    ...limits.map((id) =>
      override(
        seriesOf(id),
        fixed(COLOUR.binds),
        property('custom.lineStyle', { fill: 'dash', dash: [10, 6] }),
        property('custom.lineWidth', 2),
        property('custom.fillOpacity', 0),
      ),
    ),
  ];
}

/** `low` and `high` of any series; the data source names them so. */
const BOUNDS = '/ \\((low|high)\\)$/';

/** A measure of one engine or of several, with its bounds. */
function seriesOf(id: MeasureId): string {
  const title = (MEASURES.get(id)?.title ?? id).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return `/^${title}( · .*)?( \\((low|high)\\))?$/`;
}
