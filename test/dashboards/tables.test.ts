import { describe, expect, it } from 'vitest';
import { LINK_FIELDS, TABLE_FIELDS, type TableKind } from '../../dashboards/source/panels/table-fields.ts';
import { PANELS, type Panel } from './committed.ts';

const tables = PANELS.filter(({ panel }) => panel.type === 'table').map(({ where, panel }) => [where, panel] as const);

const propertiesOf = (panel: Panel, field: string): Record<string, unknown> =>
  Object.fromEntries(
    (panel.fieldConfig?.overrides ?? [])
      .filter(({ matcher }) => matcher.id === 'byName' && matcher.options === field)
      .flatMap(({ properties }) => properties.map(({ id, value }) => [id, value])),
  );

describe.each(tables)('%s', (_, panel) => {
  const fields = TABLE_FIELDS[panel.targets?.[0]?.['kind'] as TableKind];
  const columns = fields.map((field) => ({ field, look: propertiesOf(panel, field) }));
  const shown = columns.filter(({ look }) => look['custom.hidden'] !== true);

  it('shows or hides each field on purpose, and styles none that there is not', () => {
    expect(columns.filter(({ look }) => Object.keys(look).length === 0).map(({ field }) => field)).toEqual([]);
    const named = panel.fieldConfig?.overrides.filter(({ matcher }) => matcher.id === 'byName') ?? [];
    expect(named.map(({ matcher }) => matcher.options).filter((field) => !fields.includes(field))).toEqual([]);
  });

  // A link takes what an empty cell would say: an engine without the label is found under All.
  it('hides fields in every Grafana from 12.3 on, and lets links lead to All where a label is missing', () => {
    for (const { field, look } of columns.filter((column) => !shown.includes(column))) {
      const { mappings, ...hidden } = look;
      expect(hidden, field).toEqual({ 'custom.hidden': true, 'custom.hideFrom.viz': true });
      const saidOfNull = [{ type: 'special', options: { match: 'null+nan', result: { text: '$__all' } } }];
      if (LINK_FIELDS.includes(field)) expect(mappings, field).toMatchObject(saidOfNull);
      else expect(mappings, field).toBeUndefined();
    }
    expect(shown.filter(({ field }) => LINK_FIELDS.includes(field))).toEqual([]);
  });

  // A character of a header takes 8 px at most, the cell around it 12; a panel has 2 × 8 px of padding and a scroll bar of 8.
  it('cuts no column and no header at 1280 px', () => {
    const width = (panel.gridPos.w / 24) * (1280 - 300) - 24;
    const fixed = shown.reduce((sum, { look }) => sum + ((look['custom.width'] as number | undefined) ?? 0), 0);
    expect(width - fixed).toBeGreaterThanOrEqual(110);
    expect(shown.filter(({ look }) => look['custom.width'] === undefined)).toHaveLength(1);
    for (const { look } of shown) {
      const header = (look['displayName'] as string).length * 8 + 12;
      expect((look['custom.width'] as number | undefined) ?? width - fixed).toBeGreaterThanOrEqual(header);
    }
  });

  it('wraps sentences', () => {
    for (const { field, look } of shown.filter((column) =>
      ['answer', 'forecast', 'worst', 'detail', 'message', 'do', 'summary'].includes(column.field),
    )) {
      expect(look['custom.cellOptions'], field).toMatchObject({ wrapText: true });
      expect(look['custom.wrapText'], field).toBe(true);
    }
  });

  it('says "unknown" in an empty cell, without a colour', () => {
    const everything = panel.fieldConfig?.overrides.find(({ matcher }) => matcher.options === '/.*/');
    expect(everything?.properties).toEqual([
      {
        id: 'mappings',
        value: [{ type: 'special', options: { match: 'null+nan', result: { text: 'unknown', color: 'transparent' } } }],
      },
    ]);
  });

  it('has a unit for each number', () => {
    const numbers = shown.filter(({ field }) =>
      /(Ratio(Low|High)?|Seconds|PerSecond)$|^requests|^(critical|warning|info)$/.test(field),
    );
    expect(numbers.filter(({ look }) => look['unit'] === undefined).map(({ field }) => field)).toEqual([]);
  });
});

describe('states', () => {
  it('are coloured only where something is to do', () => {
    const [, first] = tables[0] ?? [];
    const overview = tables.find(([where]) => where.startsWith('engine-overview.json: What'))?.[1] ?? first;
    if (!overview) throw new Error('no table');
    const [mapping] = propertiesOf(overview, 'state')['mappings'] as [
      { options: Record<string, { text: string; color: string }> },
    ];
    const coloured = Object.entries(mapping.options).filter(([, { color }]) => color !== 'transparent');
    expect(coloured.map(([state]) => state).sort()).toEqual(['full', 'hung', 'queue']);
    expect(Object.entries(mapping.options).every(([state, { text }]) => state === text)).toBe(true);
  });
});
