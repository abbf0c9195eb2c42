import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DATASOURCE_TYPE } from '../../src/grafana/query/index.ts';
import { DASHBOARDS, DATA_PANELS, PANELS } from './committed.ts';

const each = DASHBOARDS.map(({ name, dashboard }) => [name, dashboard] as const);

describe('the set', () => {
  // Bookmarks, links of others and the home dashboard hold them.
  it('has the uids that it always had', () => {
    expect(DASHBOARDS.map(({ dashboard }) => dashboard.uid).sort()).toEqual([
      'ridgeline-capacity',
      'ridgeline-engine-overview',
      'ridgeline-fleet',
      'ridgeline-goodput',
      'ridgeline-kv-cache',
      'ridgeline-queueing',
      'ridgeline-roofline',
    ]);
  });

  it('has titles that say whose they are, beside those of vLLM', () => {
    const titles = DASHBOARDS.map(({ dashboard }) => dashboard.title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.filter((title) => !title.startsWith('Ridgeline · '))).toEqual([]);
  });

  it('says where people look for alerts that none can be made', () => {
    const told = new Set(
      PANELS.filter(({ panel }) => JSON.stringify(panel.options).includes('alert rules')).map(({ name }) => name),
    );
    expect([...told].sort()).toEqual(['capacity.json', 'engine-overview.json', 'fleet.json', 'goodput.json']);
  });
});

describe.each(each)('%s', (_, dashboard) => {
  it('is what Grafana imports anywhere', () => {
    expect(dashboard).toMatchObject({ id: null, schemaVersion: 42, editable: false, graphTooltip: 1 });
    expect(dashboard.tags).toEqual(['ridgeline', 'vllm']);
    expect(dashboard.description).not.toBe('');
    expect(dashboard.time).toMatchObject({ from: expect.stringMatching(/^now-\d+[mh]$/) as string, to: 'now' });
    expect(['', '30s', '1m']).toContain(dashboard.refresh);
  });

  it('chooses among data sources of ours by a variable that is called as everywhere', () => {
    const [first, ...others] = dashboard.templating.list;
    expect(first).toMatchObject({
      name: 'datasource',
      label: 'Data source',
      type: 'datasource',
      query: DATASOURCE_TYPE,
    });
    expect(others.filter(({ type }) => type === 'datasource')).toEqual([]);
  });

  it('has the same variables as the others, so that links keep them', () => {
    expect(dashboard.templating.list.map(({ name }) => name)).toEqual([
      'datasource',
      'model',
      'target',
      'engine',
      'ttft',
      'tpot',
      'e2e',
    ]);
    expect(dashboard.templating.list.filter(({ label, description }) => !label || !description)).toEqual([]);
  });

  it('takes any number of models, targets and engines, and asks for them when the range changes', () => {
    const choices = dashboard.templating.list.filter(({ type }) => type === 'query');
    expect(choices.map(({ query }) => (query as { variable: string }).variable)).toEqual([
      'models',
      'targets',
      'engines',
    ]);
    for (const choice of choices) {
      expect(choice).toMatchObject({ multi: true, includeAll: true, allValue: '.+', refresh: 2 });
      expect(choice.datasource).toEqual({ type: DATASOURCE_TYPE, uid: '${datasource}' });
      expect(choice.query).toMatchObject({ refId: 'RidgelineVariable' });
    }
  });

  it('hides objectives only where nothing is measured against them', () => {
    const hidden = dashboard.templating.list.filter(({ hide = 0 }) => hide !== 0).map(({ name }) => name);
    const isUnmeasured = ['ridgeline-kv-cache', 'ridgeline-queueing'].includes(dashboard.uid);
    expect(hidden).toEqual(isUnmeasured ? ['ttft', 'tpot', 'e2e'] : []);
  });

  it('leads to the others and to pages of the app that there are', () => {
    const { includes } = JSON.parse(readFileSync('src/plugin.json', 'utf8')) as { includes: { path: string }[] };
    expect(dashboard.links[0]).toMatchObject({ type: 'dashboards', tags: ['ridgeline'] });
    for (const link of dashboard.links) {
      expect(link).toMatchObject({ keepTime: true, includeVars: true });
      expect(link, 'in the bar, not in a menu').not.toHaveProperty('placement');
      if (link.type === 'link') expect(includes.map(({ path }) => path)).toContain(link.url);
    }
  });

  it('marks restarts and changed settings, and findings only for those who switch them on', () => {
    const marks = dashboard.annotations.list;
    expect(marks.map(({ enable, target }) => [enable, target['events']])).toEqual([
      [true, ['restarts', 'configuration']],
      [false, ['findings']],
    ]);
    for (const mark of marks) {
      expect(mark.target).toMatchObject({ model: '$model', target: '$target', engine: '$engine' });
      expect(mark, 'in the bar, not in a menu').not.toHaveProperty('placement');
    }
  });

  it('has ids and places of its own for every panel', () => {
    const all = dashboard.panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const cells = all.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (__, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(all.filter(({ gridPos: { x, w } }) => x < 0 || x + w > 24)).toEqual([]);
  });

  it('folds away what only some engines have, and nothing else', () => {
    for (const row of dashboard.panels.filter(({ type }) => type === 'row')) {
      expect(row).toMatchObject({ collapsed: true });
      expect(row.panels?.length).toBeGreaterThan(0);
    }
  });

  // Grid units are 30 px with 8 between; some 130 of 900 px are navigation and variables.
  it('shows at most ten panels at first sight', () => {
    const rows = (900 - 130) / 38;
    expect(dashboard.panels.filter(({ gridPos: { y } }) => y < rows).length).toBeLessThanOrEqual(10);
  });
});

describe('links of panels', () => {
  const uids = DASHBOARDS.map(({ dashboard }) => dashboard.uid);

  it('lead to dashboards that there are, and not to where one is, with range and choices', () => {
    for (const { where, name, panel } of DATA_PANELS) {
      expect(panel.links, where).toHaveLength(1);
      const [, uid = ''] = /^\/d\/([a-z-]+)\?/.exec(panel.links?.[0]?.url ?? '') ?? [];
      expect(uids, where).toContain(uid);
      expect(`${uid}.json`, where).not.toBe(`ridgeline-${name}`);
      expect(panel.links?.[0]?.url, where).toContain('${__url_time_range}&${__all_variables}');
    }
  });

  it('of tables lead to the engine of the row by fields that the table has', () => {
    const tables = PANELS.filter(({ panel }) => panel.type === 'table');
    expect(tables.length).toBeGreaterThan(4);
    for (const { where, panel } of tables) {
      const links = panel.fieldConfig?.overrides
        .flatMap(({ properties }) => properties)
        .filter(({ id }) => id === 'links')
        .flatMap(({ value }) => value as { url: string }[]);
      expect(links?.length, where).toBeGreaterThan(0);
      for (const { url } of links ?? []) {
        expect(uids).toContain(/^\/d\/([a-z-]+)\?/.exec(url)?.[1]);
        expect(url).toContain('var-target=${__data.fields.instance:percentencode}');
        expect(url).toContain('var-engine=${__data.fields.rank:percentencode}');
        expect(url).toContain('var-model=${__data.fields.model_name:percentencode}');
      }
    }
  });
});
