import { TableCellHeight } from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { linkTo } from '../links.ts';
import { askTable, DATASOURCE, MAX_DATA_POINTS } from '../queries.ts';
import type { Page } from '../uids.ts';
import { describe, type Words } from '../words.ts';
import { nullAs, type Column } from './columns.ts';
import { panelLinks } from './panel-links.ts';
import { gridPos, type Place } from './place.ts';
import { LINK_FIELDS, TABLE_FIELDS, type TableKind } from './table-fields.ts';

export interface TablePanel {
  readonly title: string;
  readonly words: Words;
  readonly noValue: string;
  readonly at: Place;
  readonly kind: TableKind;
  readonly next: Page;
  /** Where most columns have one; columns with another say so. */
  readonly unit: string;
  /** What is shown; all other fields are there for links, and for whoever copies the panel. */
  readonly columns: readonly Column[];
}

/** A table whose rows come in the order of the data source: worst first. */
export function tablePanel(panel: TablePanel): PanelBuilder {
  const { title, words, noValue, at, kind, next, unit, columns } = panel;
  const shown = columns.map(({ field }) => field);
  const builder = new PanelBuilder()
    .title(title)
    .description(describe(words))
    .gridPos(gridPos(at))
    .datasource(DATASOURCE)
    .withTarget(askTable(kind))
    .maxDataPoints(MAX_DATA_POINTS)
    .links(panelLinks(linkTo(next)))
    .unit(unit)
    .noValue(noValue)
    .cellHeight(TableCellHeight.Sm)
    .showHeader(true)
    // Otherwise every empty cell would say what the panel says when it is empty.
    .withOverride({ matcher: { id: 'byRegexp', options: '/.*/' }, properties: [nullAs('unknown')] });
  columns.forEach(({ field, properties }) => builder.overrideByName(field, [...properties]));
  TABLE_FIELDS[kind]
    .filter((field) => !shown.includes(field))
    .forEach((field) => builder.overrideByName(field, hidden(field)));
  return builder;
}

/** What this is called changed within Grafana 12. */
const hidden = (field: string) => [
  { id: 'custom.hidden', value: true },
  { id: 'custom.hideFrom.viz', value: true },
  // Links take what the cell would say. An engine without the label is found under All, not under "unknown".
  ...(LINK_FIELDS.includes(field) ? [nullAs('$__all')] : []),
];
