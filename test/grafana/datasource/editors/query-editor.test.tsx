import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { MEASURES } from '../../../../src/analysis/index.ts';
import { KIND_HELP } from '../../../../src/grafana/datasource/editors/kind-help.ts';
import { MEASURE_OPTIONS } from '../../../../src/grafana/datasource/editors/measure-options.ts';
import { QueryEditor } from '../../../../src/grafana/datasource/editors/index.ts';
import { QUERY_KINDS, type QueryKind, type RidgelineQuery } from '../../../../src/grafana/query/index.ts';
import { accessibilityProblems, choose, clear, dataSource, edit, fill, likeGrafana } from './editing.tsx';

likeGrafana();

const start = (query: Partial<RidgelineQuery> & Readonly<Record<string, unknown>> = {}, source = dataSource()) => {
  const onRunQuery = vi.fn();
  const edited = edit({ refId: 'A', ...query } as RidgelineQuery, (value, onChange) => (
    <QueryEditor datasource={source} query={value} onChange={onChange} onRunQuery={onRunQuery} />
  ));
  return { ...edited, onRunQuery };
};

describe('the query editor', () => {
  it('starts with a query that lacks everything, and says what it answers', () => {
    const { changes } = start();
    expect(screen.getByLabelText('What to ask')).toHaveProperty('value', QUERY_KINDS.answer.title);
    expect(screen.getByText(KIND_HELP.answer)).toBeTruthy();
    expect(screen.getByText(/Alert rules cannot use this data source/)).toBeTruthy();
    expect(changes()).toBe(0);
  });

  it('asks something else, keeps what it does not know, and runs the query', async () => {
    const { latest, onRunQuery } = start({ kind: 'fleet', model: 'llama.*', later: [1] });
    await choose('What to ask', /^Where the time goes/);
    expect(latest()).toEqual({ refId: 'A', kind: 'anatomy', model: 'llama.*', later: [1] });
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('chooses measures by their names, with their units', async () => {
    const { latest, onRunQuery } = start({ kind: 'measures', measures: ['queueSeconds'] });
    const input = screen.getByLabelText('Measures');
    await userEvent.type(input, 'KV cache used');
    await userEvent.click(await screen.findByRole('option', { name: /KV cache used(?! at most)/ }));
    expect(latest().measures).toEqual(['queueSeconds', 'kvCacheUsageRatio']);
    expect(onRunQuery).toHaveBeenCalledTimes(1);
    for (const title of ['queue', 'KV cache used']) {
      await userEvent.click(screen.getByRole('button', { name: `Remove ${title}` }));
    }
    expect('measures' in latest()).toBe(false);
  });

  it('names every measure, its unit and its subject, each once', () => {
    expect(MEASURE_OPTIONS.map(({ value }) => value)).toEqual([...MEASURES.keys()]);
    expect(
      MEASURE_OPTIONS.filter(({ group, description }) => !group || description?.startsWith(' ') !== false),
    ).toEqual([]);
    expect(new Set(MEASURE_OPTIONS.map(({ label }) => label)).size).toBe(MEASURES.size);
    expect(new Set(MEASURE_OPTIONS.map(({ group }) => group)).size).toBe(8);
  });

  it('asks for the percentiles of another latency', async () => {
    const { latest } = start({ kind: 'percentiles' });
    expect(screen.getByLabelText('Latency')).toHaveProperty('value', 'TTFT');
    await choose('Latency', /^ITL/);
    expect(latest()).toEqual({ refId: 'A', kind: 'percentiles', latency: 'itl' });
  });

  it('offers engines that there are and the variables of the dashboard', async () => {
    const { latest, onRunQuery } = start({}, dataSource({ models: ['meta-llama/Llama-3.1-8B', 'odd (2)'] }));
    await choose('Model', /meta-llama/);
    expect(latest()).toEqual({ refId: 'A', kind: 'answer', model: 'meta-llama/Llama-3.1-8B' });
    await choose('Model', /odd/);
    expect(latest().model).toBe(String.raw`odd \(2\)`);
    await choose('Model', '$model');
    expect(latest().model).toBe('$model');
    expect(onRunQuery).toHaveBeenCalledTimes(3);
    await clear('Model');
    expect('model' in latest()).toBe(false);
  });

  it('takes a regular expression, also where nothing can be looked up', async () => {
    const source = { labelValues: () => Promise.reject(new Error('no permission')) } as never;
    const { latest } = start({}, source);
    await userEvent.type(screen.getByRole('combobox', { name: 'Target' }), 'gpu-[[3-5]:.*');
    await userEvent.click(await screen.findByRole('option', { name: /gpu-.*regular expression/ }));
    expect(latest().target).toBe('gpu-[3-5]:.*');
  });

  it('runs the query when matchers are typed, and says where they stop being some', async () => {
    const { latest, onRunQuery } = start();
    await fill('Further label matchers', 'namespace="prod');
    expect(screen.getByRole('alert').textContent).toMatch(/^Cannot be read from "namespace/);
    expect(onRunQuery).not.toHaveBeenCalled();
    await userEvent.type(screen.getByLabelText('Further label matchers'), '"{Enter}');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(latest()).toEqual({ refId: 'A', kind: 'answer', match: 'namespace="prod"' });
    await userEvent.tab();
    expect(onRunQuery).toHaveBeenCalledTimes(1);
    await fill('Further label matchers', '');
    expect(latest()).toEqual({ refId: 'A', kind: 'answer' });
  });

  it('takes objectives in seconds or as variables', async () => {
    const { latest } = start({ kind: 'goodput', objective: { e2e: '30' } });
    await fill('TTFT at most, seconds', 'soon');
    expect(screen.getByRole('alert').textContent).toBe('Give seconds, such as 0.5.');
    await fill('TTFT at most, seconds', '$ttft');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(latest().objective).toEqual({ e2e: '30', ttft: '$ttft' });
    await fill('TTFT at most, seconds', '');
    await fill('End to end at most, seconds', '');
    expect('objective' in latest()).toBe(false);
  });

  it('adds engines up, and looks back further', async () => {
    const { latest } = start({ kind: 'occupancy' });
    await userEvent.click(screen.getByRole('radio', { name: 'All together' }));
    await fill('Each point looks back', '5 minutes');
    expect(screen.getByRole('alert').textContent).toMatch(/length of time/);
    await fill('Each point looks back', '5m');
    expect(latest()).toEqual({ refId: 'A', kind: 'occupancy', combine: 'total', window: '5m' });
  });

  it('asks for some of the events', async () => {
    const { latest } = start({ kind: 'events' });
    await userEvent.click(screen.getByLabelText(/^Restarts/));
    expect(latest()).toEqual({ refId: 'A', kind: 'events', events: ['configuration'] });
  });

  it('says so when it does not know what is asked', () => {
    start({ kind: 'horoscope' as QueryKind });
    expect(screen.getByText(/does not know this kind of query/)).toBeTruthy();
  });

  it.each(Object.keys(QUERY_KINDS) as QueryKind[])('is accessible for %s', async (kind) => {
    start({ kind, measures: ['ttftSeconds'] });
    expect(await accessibilityProblems()).toEqual([]);
  });
});
