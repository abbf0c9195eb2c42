import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { ConfigEditor } from '../../../../src/grafana/datasource/editors/index.ts';
import { parseSettings } from '../../../../src/settings/index.ts';
import {
  accessibilityProblems,
  choose,
  clear,
  edit,
  EMPTY_OPTIONS,
  fill,
  haveDataSources,
  likeGrafana,
} from './editing.tsx';
import type { Options } from './editing.tsx';

likeGrafana();

const start = (options: Partial<Options> = {}) =>
  edit<Options>({ ...EMPTY_OPTIONS, ...options }, (value, onOptionsChange) => (
    <ConfigEditor options={value} onOptionsChange={onOptionsChange} />
  ));

const settingsIn = (settings: unknown): Partial<Options> => ({
  jsonData: { connection: 'url', settings: settings as never },
});

describe('the connection', () => {
  it('is the only Prometheus that Grafana has', () => {
    haveDataSources({ uid: 'prom', type: 'prometheus' }, { uid: 'loki', type: 'loki' });
    const { latest, changes } = start();
    expect(latest()).toEqual({ ...EMPTY_OPTIONS, jsonData: { prometheusUid: 'prom' } });
    expect(changes()).toBe(1);
  });

  it('is chosen by hand among several, and never changed unasked', async () => {
    haveDataSources({ uid: 'one', type: 'prometheus' }, { uid: 'two', type: 'victoriametrics-metrics-datasource' });
    const { latest, changes } = start();
    expect(changes()).toBe(0);
    expect(screen.getByText('Choose one of 2.')).toBeTruthy();
    await userEvent.click(screen.getByLabelText('Select a data source'));
    await userEvent.click(screen.getByText('two'));
    expect(latest().jsonData).toEqual({ prometheusUid: 'two' });
  });

  it('says what to do when there is none, or the one that was chosen has gone', () => {
    start();
    expect(screen.getByText(/Grafana has no Prometheus data source/)).toBeTruthy();
  });

  it('says that the one that was chosen has gone', () => {
    haveDataSources({ uid: 'one', type: 'prometheus' });
    const { changes } = start({ jsonData: { prometheusUid: 'gone' } });
    expect(screen.getByText(/"gone" is not there/)).toBeTruthy();
    expect(changes()).toBe(0);
  });

  it('is a URL of its own', async () => {
    const { latest } = start({ access: 'direct', jsonData: { prometheusUid: 'prom', mine: 1 } as never });
    await userEvent.click(screen.getByRole('radio', { name: 'Prometheus at a URL' }));
    await fill(/^URL of Prometheus/, 'prometheus:9090');
    expect(screen.getByText(/Begins with http/)).toBeTruthy();
    await fill(/^URL of Prometheus/, 'http://prometheus:9090');
    expect(latest()).toMatchObject({
      url: 'http://prometheus:9090',
      access: 'proxy',
      jsonData: { connection: 'url', prometheusUid: 'prom', mine: 1 },
    });
  });

  it('is one engine, whose token is a secret', async () => {
    const { latest } = start({ jsonData: { connection: 'engine' } });
    await fill(/^URL of the engine/, 'http://user:word@gpu-3:8000');
    expect(screen.getByText(/no password here/)).toBeTruthy();
    await fill(/^URL of the engine/, 'http://gpu-3:8000');
    await fill(/^Bearer token/, 'geheim');
    expect(latest().secureJsonData).toEqual({ engineToken: 'geheim' });
    expect(latest().jsonData).toEqual({ connection: 'engine', engineUrl: 'http://gpu-3:8000' });
    expect(JSON.stringify({ ...latest(), secureJsonData: undefined })).not.toContain('geheim');
  });

  it('forgets a token that is reset', async () => {
    const { latest } = start({
      jsonData: { connection: 'engine' },
      secureJsonFields: { engineToken: true, other: true },
    });
    await userEvent.click(screen.getByRole('button', { name: 'Reset' }));
    expect(latest().secureJsonFields).toEqual({ engineToken: false, other: true });
    expect(latest().secureJsonData).toEqual({ engineToken: '' });
  });
});

describe('deployments and objectives', () => {
  it('are filled in, and are what the settings accept', async () => {
    const { latest } = start(settingsIn(undefined));
    await userEvent.click(screen.getByRole('button', { name: 'Add deployment' }));
    await fill(/^For models named/, 'llama.*');
    await choose('Model', /^meta-llama\/Llama-3.1-8B/);
    await choose('GPU', /^h100-sxm/);
    await userEvent.click(screen.getByRole('button', { name: /Parallelism/ }));
    await fill('Tensor parallel', '4');
    await userEvent.click(screen.getByLabelText('Expert parallel'));
    await choose('Weights', 'fp8');
    await fill(/^Max. number of sequences/, '256');
    await fill(/^GPU memory utilization/, '0.92');
    await userEvent.click(screen.getByRole('button', { name: 'Add objective' }));
    await fill('TTFT at most, seconds', '0.5');
    await fill('By this share of requests', '0.95');
    const { settings } = latest().jsonData;
    expect(settings).toEqual({
      deployments: [
        {
          match: { model: 'llama.*' },
          model: expect.stringContaining('Llama-3.1-8B') as string,
          hardware: { gpu: 'h100-sxm' },
          parallelism: { tensor: 4, expert: true },
          precision: { weights: 'fp8' },
          engine: { maxNumSeqs: 256, gpuMemoryUtilization: 0.92 },
        },
      ],
      objectives: [{ ttftSeconds: 0.5, share: 0.95 }],
    });
    expect(parseSettings(settings)).toHaveProperty('settings');
    expect(screen.queryByText(/not right yet/)).toBeNull();
  });

  it('keep what the form does not show', async () => {
    const deployment = {
      model: { architectures: ['LlamaForCausalLM'] },
      hardware: { name: 'mine', flopPerSecond: { bf16: 1e14 }, bytesPerSecond: 1e12, memoryBytes: 8e10 },
      precision: { activations: 'fp16', kvCache: 'fp8' },
      calibration: { memoryRatio: 1, computeRatio: 1, layerOverheadSeconds: 0, errorRatio: 0.1 },
    };
    const { latest } = start(settingsIn({ deployments: [deployment], alerts: { waitingRequests: 3 } }));
    expect(screen.getByText(/Kept as well: name, flopPerSecond/)).toBeTruthy();
    await fill('Data parallel', '2');
    await clear('KV cache');
    expect(latest().jsonData.settings).toEqual({
      deployments: [{ ...deployment, precision: { activations: 'fp16' }, parallelism: { data: 2 } }],
      alerts: { waitingRequests: 3 },
    });
  });

  it('are put in order and taken out', async () => {
    const { latest } = start(settingsIn({ objectives: [{ ttftSeconds: 1 }, { tpotSeconds: 2 }, { e2eSeconds: 3 }] }));
    await userEvent.click(screen.getByRole('button', { name: 'Move objective 3 up' }));
    await userEvent.click(screen.getByRole('button', { name: 'Remove objective 1' }));
    expect(latest().jsonData.settings).toEqual({ objectives: [{ e2eSeconds: 3 }, { tpotSeconds: 2 }] });
    await userEvent.click(screen.getByRole('button', { name: 'Move objective 1 down' }));
    await userEvent.click(screen.getByRole('button', { name: 'Remove objective 2' }));
    await userEvent.click(screen.getByRole('button', { name: 'Remove objective 1' }));
    expect(latest().jsonData).toEqual({ connection: 'url' });
  });

  it('keep unfolded what moves', async () => {
    start(settingsIn({ deployments: [{}, { engine: { maxNumSeqs: 7 } }] }));
    await userEvent.click(screen.getByRole('button', { name: 'Move deployment 2 up' }));
    const first = within(screen.getByRole('group', { name: 'deployment 1' }));
    expect(first.getByLabelText(/^Max. number of sequences/)).toHaveProperty('value', '7');
  });

  it('name the key of what is wrong, and keep it', async () => {
    const { latest } = start(settingsIn({ deployments: [{}], objectives: [{}] }));
    await fill('TTFT at most, seconds', '0.5s');
    expect(latest().jsonData.settings).toEqual({ deployments: [{}], objectives: [{ ttftSeconds: '0.5s' }] });
    expect(screen.getByText(/^objectives\[0\].ttftSeconds: .*found "0.5s"/)).toBeTruthy();
    expect(screen.getByLabelText('TTFT at most, seconds')).toHaveProperty('value', '0.5s');
    const deployment = within(screen.getByRole('group', { name: 'deployment 1' }));
    await userEvent.type(deployment.getByLabelText(/^For models named/), '(');
    expect(deployment.getByText(/^is not a valid regular expression/)).toBeTruthy();
  });

  it('take a number as it is typed', async () => {
    const { latest } = start(settingsIn({ objectives: [{}] }));
    await fill('TPOT at most, seconds', '0.050');
    expect(screen.getByLabelText('TPOT at most, seconds')).toHaveProperty('value', '0.050');
    expect(latest().jsonData.settings).toEqual({ objectives: [{ tpotSeconds: 0.05 }] });
  });

  it('say why there will be no roofline', () => {
    start(settingsIn({ deployments: [{ model: 'nobody/knows', hardware: { gpu: 'H100' } }] }));
    expect(screen.getByText(/"nobody\/knows" is not in the catalogue.*"H100" may be/)).toBeTruthy();
  });
});

describe('thresholds', () => {
  const FULL = /^kv-cache-capacity: kvCacheFull/;

  it('are chosen among all rules, and set', async () => {
    const { latest } = start(settingsIn(undefined));
    await choose('Set a threshold', /^kv-cache-capacity: kvCacheFull/);
    expect(screen.getByLabelText(FULL)).toHaveProperty('placeholder', 'usually 95 %');
    expect(latest().jsonData.settings).toBeUndefined();
    await fill(FULL, '0.8');
    expect(latest().jsonData.settings).toEqual({ rules: { 'kv-cache-capacity': { kvCacheFull: 0.8 } } });
    await userEvent.clear(screen.getByLabelText(FULL));
    // It stays to be typed anew, but says nothing.
    expect(screen.getByLabelText(FULL)).toBeTruthy();
    expect(latest().jsonData).toEqual({ connection: 'url' });
  });

  it('that are set are shown, with what is wrong with them', () => {
    start(settingsIn({ rules: { 'kv-cache-capacity': { kvCacheFull: 'much' } } }));
    expect(screen.getByLabelText(FULL)).toHaveProperty('value', 'much');
    expect(screen.getAllByText(/found "much"/).length).toBeGreaterThan(0);
  });

  it('and rules that there are not are refused as in ridgeline.yaml', () => {
    start(settingsIn({ rules: { 'sequence-caps': {}, 'sequence-cap': { waitingShares: 1 } } }));
    expect(screen.getByText(/^rules\.sequence-caps: there is no such rule; there are sequence-cap, /)).toBeTruthy();
    expect(screen.getByText(/^rules\.sequence-cap\.waitingShares: it has no such threshold; it has /)).toBeTruthy();
  });
});

describe('the settings as JSON', () => {
  const text = (): HTMLElement => screen.getByLabelText(/^Deployments and objectives/, { selector: 'textarea' });
  const paste = async (content: string): Promise<void> => {
    await userEvent.clear(text());
    await userEvent.click(text());
    await userEvent.paste(content);
  };

  it('are taken over, right or wrong, and stay as they are', async () => {
    const { latest } = start(settingsIn(undefined));
    await userEvent.click(screen.getByRole('button', { name: 'Edit as JSON' }));
    const pasted = { deployments: [{ hardware: { gpu: 'l4' }, colour: 'blue' }] };
    await paste(JSON.stringify(pasted));
    expect(latest().jsonData.settings).toEqual(pasted);
    expect(screen.getByText(/deployments\[0\] has "colour", which is not a setting here/)).toBeTruthy();
    expect(screen.getByRole('combobox', { name: /^GPU/ })).toHaveProperty('value', 'l4');
  });

  it.each(['{"deployments": [', '{"deployments": "all"}', '[]'])(
    'that no form can show are kept as text: %s',
    async (bad) => {
      const settings = { objectives: [{ ttftSeconds: 1 }] };
      const { latest } = start(settingsIn(settings));
      await userEvent.click(screen.getByRole('button', { name: 'Edit as JSON' }));
      await paste(bad);
      await userEvent.tab();
      expect(text()).toHaveProperty('value', bad);
      expect(screen.getByText(/The text is not taken over yet/)).toBeTruthy();
      // Emptied before it was pasted into.
      expect(latest().jsonData.settings).toBeUndefined();
      await userEvent.click(screen.getByRole('button', { name: 'Discard the text' }));
      expect(screen.queryByText(/The text is not taken over yet/)).toBeNull();
    },
  );

  it('are shown at once where a form cannot show what was provisioned', () => {
    const { changes } = start(settingsIn({ deployments: 'all' }));
    expect(text()).toHaveProperty('value', JSON.stringify({ deployments: 'all' }, null, 2));
    expect(screen.getByText(/^deployments: .*found "all"/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Add deployment' })).toBeNull();
    expect(changes()).toBe(0);
  });
});

describe('a provisioned data source', () => {
  it.each(['prometheus', 'url', 'engine'] as const)('cannot be changed (%s)', (connection) => {
    haveDataSources({ uid: 'prom', type: 'prometheus' });
    const { changes } = start({
      readOnly: true,
      jsonData: { connection, settings: { deployments: [{ engine: { maxNumSeqs: 1 } }], objectives: [{}] } },
    });
    const inputs = [...document.querySelectorAll('input, textarea')];
    expect(inputs.length).toBeGreaterThan(15);
    expect(inputs.filter((input) => !input.matches(':disabled'))).toEqual([]);
    expect(screen.getByRole('button', { name: 'Add deployment' })).toHaveProperty('disabled', true);
    expect(screen.getByText(/is provisioned/)).toBeTruthy();
    expect(changes()).toBe(0);
  });
});

describe('accessibility', () => {
  it.each(['prometheus', 'url', 'engine'] as const)('of the settings (%s)', async (connection) => {
    haveDataSources({ uid: 'prom', type: 'prometheus' });
    start({
      jsonData: { connection, prometheusUid: 'prom', settings: { deployments: [{ engine: {} }], objectives: [{}] } },
    });
    await userEvent.click(screen.getByRole('button', { name: 'Edit as JSON' }));
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('of empty settings: everything works without any', () => {
    start({ jsonData: undefined as never, secureJsonFields: undefined as never });
    expect(screen.getByText(/Save & test/)).toBeTruthy();
  });
});
