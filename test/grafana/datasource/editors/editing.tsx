import type { DataSourceInstanceSettings, DataSourceSettings } from '@grafana/data';
import { setDataSourceSrv, setTemplateSrv } from '@grafana/runtime';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { useState, type ReactElement } from 'react';
import { afterEach, beforeEach, expect, vi, type MockInstance } from 'vitest';
import type { EditedDataSource } from '../../../../src/grafana/datasource/editors/lookup.ts';
import type { RidgelineOptions, RidgelineSecrets } from '../../../../src/grafana/query/index.ts';

export type Options = DataSourceSettings<RidgelineOptions, RidgelineSecrets>;

/** The latest value of whatever is edited, and how often each callback was called. */
export interface Edited<Value> {
  readonly latest: () => Value;
  readonly changes: () => number;
}

/** Renders an editor as Grafana does: it holds the value, and gives it back changed. */
export function edit<Value>(
  initial: Value,
  editor: (value: Value, onChange: (value: Value) => void) => ReactElement,
): Edited<Value> {
  let latest = initial;
  let changes = 0;
  function Holder() {
    const [value, setValue] = useState(initial);
    return editor(value, (changed) => {
      latest = changed;
      changes += 1;
      setValue(changed);
    });
  }
  render(<Holder />);
  return { latest: () => latest, changes: () => changes };
}

export const dataSource = (values: Readonly<Record<string, readonly string[]>> = {}): EditedDataSource =>
  ({ labelValues: (what: string) => Promise.resolve(values[what] ?? []) }) as never;

export const EMPTY_OPTIONS = {
  url: '',
  access: 'proxy',
  readOnly: false,
  jsonData: {},
  secureJsonFields: {},
} as Options;

/** Grafana has these data sources. */
export function haveDataSources(...sources: readonly { readonly uid: string; readonly type: string }[]): void {
  const all = sources.map(({ uid, type }) => ({
    uid,
    type,
    name: uid,
    meta: { info: { logos: { small: 'logo.svg' } } },
  })) as DataSourceInstanceSettings[];
  setDataSourceSrv({
    getList: ({ filter = () => true }: { filter?: (source: DataSourceInstanceSettings) => boolean }) =>
      all.filter(filter),
    getInstanceSettings: (wanted: string | { readonly uid: string } | null) =>
      all.find(({ uid }) => uid === (typeof wanted === 'string' ? wanted : wanted?.uid)),
  } as never);
}

/** Types into a field that is found by its label, in place of what is there. */
export async function fill(label: string | RegExp, text: string): Promise<void> {
  const input = screen.getByLabelText(label);
  await userEvent.clear(input);
  // Braces and brackets mean keys.
  if (text !== '') await userEvent.type(input, text.replace(/[{[]/g, '$&$&'));
}

/** Opens the list of a field and chooses what it shows so. */
export async function choose(label: string, option: string | RegExp): Promise<void> {
  await userEvent.click(screen.getByRole('combobox', { name: new RegExp(`^${label}`) }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

/** Takes back what is chosen, by the keyboard: a list that is closed is cleared by Escape. */
export async function clear(label: string): Promise<void> {
  const input = screen.getByRole('combobox', { name: new RegExp(`^${label}`) });
  await userEvent.click(input);
  await userEvent.keyboard('{Escape}{Escape}');
}

class SeesNothing {
  observe(): void {
    // Nothing is laid out.
  }
  unobserve(): void {
    // As above.
  }
  disconnect(): void {
    // As above.
  }
}

/** What a list of options hides in jsdom, and what the editors ask of a dashboard. Nothing may reach the console. */
export function likeGrafana(): void {
  let said: MockInstance<(...words: unknown[]) => void>[] = [];
  beforeEach(() => {
    // Lists draw only what there is room for.
    vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(10_000);
    vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(400);
    vi.stubGlobal('IntersectionObserver', SeesNothing);
    said = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];
    setTemplateSrv({ getVariables: () => [{ name: 'model' }] } as never);
    haveDataSources();
  });
  afterEach(() => {
    cleanup();
    const complaints = said.flatMap(({ mock }) => mock.calls);
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    expect(complaints).toEqual([]);
  });
}

// Colours need a layout, and landmarks a page.
const UNSEEN = ['color-contrast', 'region'];

export async function accessibilityProblems(): Promise<string[]> {
  const rules = Object.fromEntries(UNSEEN.map((rule) => [rule, { enabled: false }]));
  const { violations } = await axe.run(document.body, { rules });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}
