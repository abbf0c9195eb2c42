import { readFileSync } from 'node:fs';
import { dateTime } from '@grafana/data';
import { setTemplateSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { beforeEach, describe, expect, it } from 'vitest';
import { plugin } from '../../../src/module.tsx';

const [link] = plugin.addedLinkConfigs;

const configured = (targets: readonly object[], timeRange?: object): string | undefined =>
  (link?.configure?.({ targets: targets as DataQuery[], timeRange }) as { path?: string } | undefined)?.path;

const own = { refId: 'A', datasource: { type: 'ridgeline-vllm-datasource', uid: 'own' } };
const page = '/a/ridgeline-vllm-app/engine';

const VARIABLES: Readonly<Record<string, string>> = { $ds: 'own', $model: 'llama', $all: '.*' };

beforeEach(() => {
  setTemplateSrv({
    replace: (text = '') => text.replace(/\$\w+/g, (name) => VARIABLES[name] ?? name),
  } as never);
});

describe('the link "Diagnose this engine"', () => {
  it('stands in plugin.json as it is added', () => {
    const { extensions } = JSON.parse(readFileSync('src/plugin.json', 'utf8')) as {
      readonly extensions: { readonly addedLinks: readonly object[] };
    };
    expect(plugin.addedLinkConfigs.map(({ title, description, targets }) => ({ title, description, targets }))).toEqual(
      extensions.addedLinks,
    );
  });

  it('is not offered where nothing is about vLLM', () => {
    expect(configured([])).toBeUndefined();
    expect(configured([{ refId: 'A', expr: 'up' }, { refId: 'B' }])).toBeUndefined();
    expect(link?.configure?.(undefined)).toBeUndefined();
  });

  it('says which data source, engines and time a panel of ours shows', () => {
    const panel = {
      ...own,
      datasource: { ...own.datasource, uid: '$ds' },
      model: '$model',
      engine: '$all',
      target: 'gpu-1:8000',
    };
    expect(configured([panel], { from: 'now-1h', to: 'now' })).toBe(
      `${page}?ds=own&model=llama&target=gpu-1%3A8000&from=now-1h&to=now`,
    );
  });

  it('gives absolute times as milliseconds', () => {
    expect(configured([own], { from: dateTime(1000), to: dateTime(2000) })).toBe(`${page}?ds=own&from=1000&to=2000`);
  });

  it('reads which engine PromQL is about, and leaves the data source open', () => {
    const expr = 'rate(vllm:generation_tokens_total{model_name="a.b", instance=~"gpu-.*", engine="0", job="x"}[1m])';
    expect(
      configured([
        { refId: 'A', expr: 'up' },
        { refId: 'B', expr },
      ]),
    ).toBe(`${page}?model=a%5C.b&target=gpu-.*&engine=0`);
    expect(configured([{ refId: 'A', expr: 'vllm:num_requests_running{model_name="$model",engine=~"$all"}' }])).toBe(
      `${page}?model=llama`,
    );
  });
});
