import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MEASURES, type MeasureId } from '../../src/analysis/index.ts';
import { DATASOURCE_TYPE, isQueryKind, LATENCIES, PANEL_ID, QUERY_KINDS } from '../../src/grafana/query/index.ts';
import { UNITS } from '../../src/quantities/index.ts';
import { DATA_PANELS, PANELS, QUERIES, type Panel } from './committed.ts';

const TYPES = ['timeseries', 'table', 'text', PANEL_ID];

describe('every panel', () => {
  it('is one of Grafana or ours', () => {
    expect(PANELS.filter(({ panel }) => !TYPES.includes(panel.type))).toEqual([]);
    const { id } = JSON.parse(readFileSync('src/grafana/panel/plugin.json', 'utf8')) as { id: string };
    expect(id).toBe(PANEL_ID);
  });

  it('has a title and says what it shows, when it misleads and what changes it', () => {
    for (const { where, panel } of PANELS) expect(panel.title.trim(), where).not.toBe('');
    for (const { where, panel } of DATA_PANELS) {
      expect(panel.description, where).toContain('\n\n**Misleads:** ');
      expect(panel.description, where).toContain('\n\n**What changes it:** ');
    }
    for (const { where, panel } of PANELS) expect(panel.description?.length, where).toBeGreaterThan(20);
  });

  // At 1280 px with the navigation open 300 px are lost; a character takes 8 px, and the menu and icons 60.
  it('has a title that is never cut', () => {
    const cut = PANELS.filter(({ panel }) => panel.title.length * 8 + 60 > widthOf(panel));
    expect(cut.map(({ where }) => where)).toEqual([]);
  });

  it('has a query, a unit and a sentence for when there is nothing', () => {
    for (const { where, panel } of DATA_PANELS) {
      expect(panel.targets, where).toHaveLength(1);
      expect(panel.datasource, where).toEqual({ type: DATASOURCE_TYPE, uid: '${datasource}' });
      expect(panel.fieldConfig?.defaults.unit, where).toMatch(KNOWN_UNIT);
      expect(panel.fieldConfig?.defaults.noValue?.length, where).toBeGreaterThan(30);
    }
  });

  it('reads in the same steps as the others, so that they share what is read', () => {
    expect(new Set(DATA_PANELS.map(({ panel }) => panel.maxDataPoints))).toEqual(new Set([60]));
  });

  it('uses red for broken objectives only, and green for nothing', () => {
    for (const { where, panel } of PANELS) {
      const overrides = panel.fieldConfig?.overrides ?? [];
      const red = overrides.filter((override) => /"(\w+-)*red"/.test(JSON.stringify(override)));
      expect(
        red.map(({ matcher }) => matcher.options).filter((field) => field !== 'goodputRatio'),
        where,
      ).toEqual([]);
      expect(JSON.stringify(panel), where).not.toMatch(/"(\w+-)*green"/);
    }
  });
});

const KNOWN_UNIT = /^(s|short|percentunit|reqps|ops|flops|suffix:(s|FLOP\/B))$/;
const widthOf = ({ gridPos: { w } }: Panel): number => (w / 24) * (1280 - 300);

describe('every query', () => {
  it('asks what there is, about the engines and objectives at the top', () => {
    for (const { where, query } of QUERIES) {
      const { kind, measures, latency, combine, ...rest } = query;
      expect(isQueryKind(kind), where).toBe(true);
      expect(rest, where).toEqual({
        refId: 'A',
        datasource: { type: DATASOURCE_TYPE, uid: '${datasource}' },
        model: '$model',
        target: '$target',
        engine: '$engine',
        objective: { ttft: '$ttft', tpot: '$tpot', e2e: '$e2e' },
      });
      expect(kind === 'measures', where).toBe(measures !== undefined);
      expect(
        ((measures ?? []) as MeasureId[]).filter((id) => !MEASURES.has(id)),
        where,
      ).toEqual([]);
      expect(kind === 'percentiles', where).toBe(latency !== undefined && (latency as string) in LATENCIES);
      expect([undefined, 'total', 'engines'], where).toContain(combine);
    }
  });

  it('goes to a panel that can draw it', () => {
    const fits = { series: 'timeseries', table: 'table', roofline: PANEL_ID };
    for (const { where, panel, query } of QUERIES) {
      expect(panel.type, where).toBe(fits[QUERY_KINDS[query['kind'] as keyof typeof QUERY_KINDS].shape]);
    }
  });

  it('is asked once on a dashboard', () => {
    const asked = QUERIES.map(({ where, query }) => `${where.split(':')[0] ?? ''} ${JSON.stringify(query)}`);
    const twice = asked.filter((one, i) => asked.indexOf(one) !== i);
    // The two tables of the fleet show different columns of one answer, from one read.
    expect(twice.map((one) => one.split(' ')[0])).toEqual(['fleet.json']);
  });

  it('has the unit of its measures, or one of the same dimension', () => {
    const same: Readonly<Record<string, readonly string[]>> = {
      s: ['s', 'suffix:s'],
      short: ['short', 'suffix:FLOP/B'],
    };
    for (const { where, panel, query } of QUERIES.filter(({ query: { kind } }) => kind === 'measures')) {
      for (const id of query['measures'] as MeasureId[]) {
        const unit = UNITS[MEASURES.get(id)?.unit ?? 'count'].grafana;
        expect(same[unit] ?? [unit], `${where}, ${id}`).toContain(panel.fieldConfig?.defaults.unit);
      }
    }
  });

  it('draws in accent, dashed, every cap beside what it limits', () => {
    const caps = ['sequenceCap', 'kvCacheCapacityTokens', 'ridgeFlopPerByte', 'kvLimitedRequests', 'floorStepSeconds'];
    for (const { where, panel, query } of QUERIES) {
      for (const id of ((query['measures'] ?? []) as string[]).filter((measure) => caps.includes(measure))) {
        expect(styleOf(panel, MEASURES.get(id as MeasureId)?.title ?? ''), where).toMatchObject({
          color: { fixedColor: 'orange' },
          'custom.lineStyle': { fill: 'dash' },
        });
      }
    }
  });

  it('colours each measure with its bounds, on one engine and on several', () => {
    const occupancy = PANELS.find(({ panel }) => panel.title === 'Running and waiting, with the cap');
    if (!occupancy) throw new Error('no such panel');
    const colourOf = (name: string) => styleOf(occupancy.panel, name)['color'];
    expect(colourOf('running')).toEqual({ mode: 'fixed', fixedColor: 'light-blue' });
    expect(colourOf('running · gpu-3:8000')).toEqual(colourOf('running'));
    expect(colourOf('running (low)')).toEqual(colourOf('running'));
    expect(colourOf("running, by Little's law (finished requests)")).toBeUndefined();
    expect(colourOf('anything (high)')).toEqual({ mode: 'fixed', fixedColor: 'text' });
  });
});

/** As Grafana applies overrides: in order, the last one wins. */
const styleOf = ({ fieldConfig }: Panel, name: string): Record<string, unknown> =>
  Object.fromEntries(
    (fieldConfig?.overrides ?? [])
      .filter(({ matcher: { id, options } }) => id === 'byRegexp' && new RegExp(options.slice(1, -1)).test(name))
      .flatMap(({ properties }) => properties.map(({ id, value }) => [id, value])),
  );
