import { config, setBackendSrv } from '@grafana/runtime';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { of, throwError } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { choose, fill, likeGrafana } from '../datasource/editors/editing.tsx';
import { haveSources, recordedSource } from './recorded-source.ts';
import { accessibilityProblems, address, cellsOf, show } from './show.tsx';

const overload = recordedSource(['b_overload']);

likeGrafana();

const field = (label: string | RegExp): string => screen.getByLabelText<HTMLInputElement>(label).value;
const outcome = (): Map<string, string> =>
  new Map(
    cellsOf(screen.getByRole('table', { name: 'What would come of it' })).map(([name = '', value = '']) => [
      name,
      value,
    ]),
  );
const picture = (): string => screen.getByRole('img', { name: /^Roofs of/ }).textContent.replace(/.*?FLOP\/s over/, '');

async function openCapacity(): Promise<void> {
  haveSources(overload);
  show('capacity');
  await screen.findByRole('table', { name: 'What would come of it' });
}

describe('the Capacity page', () => {
  it('starts from the load as measured and from what is declared', async () => {
    await openCapacity();
    // By the client's own log: prompts of some 128 tokens, 16 running.
    expect(Math.abs(Number(field('Prompt length, tokens')) - 128)).toBeLessThan(5);
    expect(Number(field(/^Running at a time/))).toBeGreaterThan(13);
    expect(field(/each further token/)).toBe('30');
    expect(field(/max_num_seqs/)).toBe('16');
    expect(field('Replicas')).toBe('1');
    expect(screen.getByPlaceholderText('l4')).toBeTruthy();
  });

  it('works the replicas out from what is typed, and goes back to what was measured', async () => {
    await openCapacity();
    const measured = field('Requests arriving per second');
    const sustained = Number(/^[\d.]+/.exec(outcome().get('One replica sustains') ?? '')?.[0]);
    await fill('Requests arriving per second', `${Math.round(10.5 * sustained)}`);
    await waitFor(() => {
      expect(outcome().get('Replicas needed')).toMatch(/^1[01] \(\d+–\d+\)$/);
    });
    expect(outcome().get('Time to the first token with 1 replica')).toMatch(
      /^grows without end: at most .*\/s can finish/,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Reset to measured' }));
    expect(field('Requests arriving per second')).toBe(measured);
    await waitFor(() => {
      expect(outcome().get('Replicas needed')).toBe('1');
    });
  });

  it('draws the roofline anew for other hardware, and compares the limits with those of now', async () => {
    await openCapacity();
    const before = picture();
    const [, , kvBefore] = cellsOf(screen.getByRole('table', { name: 'Limits of one replica' }));
    expect(kvBefore?.[1]).toBe(kvBefore?.[2]);
    await choose('GPU', 'h100-sxm');
    await waitFor(() => {
      expect(picture()).not.toBe(before);
    });
    expect(screen.getByRole('img', { name: /h100-sxm/ })).toBeTruthy();
    const [, slots, kv] = cellsOf(screen.getByRole('table', { name: 'Limits of one replica' }));
    expect(slots).toEqual(['Sequence slots', '16', '16']);
    expect(kv?.[1]).toBe(kvBefore?.[1]);
    expect(kv?.[2]).not.toBe(kvBefore?.[2]);
    await userEvent.click(screen.getByRole('button', { name: 'Reset to declared' }));
    await waitFor(() => {
      expect(picture()).toBe(before);
    });
  });

  it('says which setting is missing, and goes on with what is chosen instead', async () => {
    const source = recordedSource(['b_overload'], { declared: {} });
    haveSources(source, { declared: {} });
    show('capacity');
    expect(await screen.findByText(/^The GPU is not known: choose one here, or declare/)).toBeTruthy();
    await choose('Model', 'meta-llama/Llama-3.1-8B');
    await choose('GPU', 'h100-sxm');
    expect(await screen.findByRole('table', { name: 'What would come of it' })).toBeTruthy();
    expect(outcome().get('One replica sustains')).toContain('nothing is promised');
  });

  it('says what is wrong in a field, and which numbers it needs', async () => {
    await openCapacity();
    await fill('Prompt length, tokens', 'long');
    expect(await screen.findByText(/^How long prompts and outputs are is not known/)).toBeTruthy();
    expect(screen.getByText('A number of at least 0')).toBeTruthy();
  });

  it('offers models where there are several, and keeps the choice in the address', async () => {
    haveSources(recordedSource(['b_overload', 'm_v0221_burst']));
    show('capacity');
    const models = await screen.findAllByRole('combobox', { name: 'Model' });
    expect(models.length).toBeGreaterThan(0);
    expect(address()).toBe('/a/ridgeline-vllm-app/capacity');
  });

  it('is sound to axe', async () => {
    await openCapacity();
    expect(await accessibilityProblems()).toEqual([]);
  });
});

describe('the way to data', () => {
  const states = (): string[] =>
    screen.getAllByRole('heading', { name: /^\d ·/ }).map(({ textContent }) => textContent);
  const asUser = (user: object): void => {
    Object.assign(config.bootData, { user: { ...config.bootData.user, ...user } });
  };

  it('begins with a Prometheus, and shows how that scrapes vLLM', async () => {
    haveSources(undefined, { prometheus: [] });
    show('setup');
    await screen.findByText(/^Grafana has no Prometheus data source that you may use/);
    expect(states()).toEqual([
      '1 · A Prometheus to do',
      '2 · A Ridgeline data source waiting',
      '3 · Engines that it finds waiting',
      '4 · What only you know waiting',
    ]);
    expect(screen.getByRole('region', { name: /Scrape configuration/ }).textContent).toContain(
      'metrics_path: /metrics',
    );
    expect(screen.getByRole('link', { name: 'Add a Prometheus' }).getAttribute('href')).toBe(
      '/connections/datasources/new',
    );
    expect(screen.getByText('ridgeline rules')).toBeTruthy();
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('adds the data source for whoever may', async () => {
    const fetch = vi.fn(() => {
      haveSources(recordedSource([]));
      return of({ data: {} });
    });
    setBackendSrv({ fetch } as never);
    asUser({ orgRole: 'Admin' });
    haveSources(undefined);
    show('setup');
    await userEvent.click(await screen.findByRole('button', { name: 'Add one that reads Prometheus' }));
    expect(await screen.findByText('"Ridgeline" is there.')).toBeTruthy();
    expect(fetch).toHaveBeenCalledWith(
      expect.objectContaining({
        url: '/api/datasources',
        method: 'POST',
        data: {
          name: 'Ridgeline',
          type: 'ridgeline-vllm-datasource',
          access: 'proxy',
          jsonData: { prometheusUid: 'prometheus' },
        },
      }),
    );
    expect(await screen.findByText('2 engines of 1 model.')).toBeTruthy();
  });

  it('says why it could not', async () => {
    setBackendSrv({ fetch: () => throwError(() => ({ status: 403, data: {} })) } as never);
    asUser({ orgRole: 'Admin' });
    haveSources(undefined);
    show('setup');
    await userEvent.click(await screen.findByRole('button', { name: /^Add one that reads/ }));
    expect((await screen.findByRole('alert')).textContent).toBe('You may not add data sources: ask an administrator.');
  });

  it('sends whoever may not to an administrator', async () => {
    asUser({ orgRole: 'Viewer', isGrafanaAdmin: false, permissions: {} });
    haveSources(undefined);
    show('setup');
    expect(await screen.findByText(/^You may not add data sources/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Add one/ })).toBeNull();
  });

  it('says what the data source finds, and what only people know', async () => {
    haveSources(recordedSource([], { declared: {} }), { declared: {} });
    show('setup');
    expect(await screen.findByText('2 engines of 1 model.')).toBeTruthy();
    expect(states().map((state) => /(done|to do|failed|waiting)$/.exec(state)?.[0])).toEqual([
      'done',
      'done',
      'done',
      'to do',
    ]);
    expect(screen.getByText(/objectives: \[\{ ttftSeconds: 0.5/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'To the Overview' }).getAttribute('href')).toBe(
      '/a/ridgeline-vllm-app/overview?ds=own',
    );
  });

  it('says why nothing is found, and looks again', async () => {
    const test = { status: 'error', message: 'No series of vLLM. Does this Prometheus scrape vLLM?' };
    haveSources(recordedSource([], { test }));
    show('setup');
    const step = (await screen.findByText(test.message)).closest('li');
    expect(within(step ?? document.body).getByRole('heading').textContent).toContain('failed');
    await userEvent.click(screen.getByRole('button', { name: 'Look again' }));
    expect(await screen.findByText(test.message)).toBeTruthy();
  });
});
