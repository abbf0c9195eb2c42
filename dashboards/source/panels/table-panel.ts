import { TableCellHeight } from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { linkTo } from '../links.ts';
import { DATASOURCE, MAX_DATA_POINTS, type Target } from '../queries.ts';
import type { Page } from '../uids.ts';
import { describe, type Words } from '../words.ts';
import { nullAs, type Column } from './columns.ts';
import { panelLinks } from './panel-links.ts';
import { gridPos, type Place } from './place.ts';

export interface TablePanel {
  readonly title: string;
  readonly words: Words;
  readonly noValue: string;
  readonly at: Place;
  readonly target: Target;
  readonly next: Page;
  /** Where most columns have one; columns with another say so. */
  readonly unit: string;
  readonly columns: readonly Column[];
  /** Fields that only links need. */
  readonly hidden: readonly string[];
}

/** A table whose rows come in the order of the data source: worst first. */
export function tablePanel(panel: TablePanel): PanelBuilder {
  const { title, words, noValue, at, target, next, unit, columns, hidden } = panel;
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
    .cellHeight(TableCellHeight.Sm)
    .showHeader(true)
    // Otherwise every empty cell would say what the panel says when it is empty.
    .withOverride({ matcher: { id: 'byRegexp', options: '/.*/' }, properties: [nullAs('unknown')] });
  columns.forEach(({ field, properties }) => builder.overrideByName(field, [...properties]));
  // What this is called changed within Grafana 12.
  hidden.forEach((field) =>
    builder.overrideByName(field, [
      { id: 'custom.hidden', value: true },
      { id: 'custom.hideFrom.viz', value: true },
    ]),
  );
  return builder;
}
