import {
  createTheme,
  dateTime,
  EventBusSrv,
  LoadingState,
  ThemeContext,
  toDataFrame,
  type DataFrame,
  type PanelData,
  type PanelProps,
} from '@grafana/data';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { RooflineOptions } from '../../../src/grafana/panel/options.ts';
import { RooflineDrawing } from '../../../src/grafana/panel/RooflineDrawing.tsx';
import { RooflinePanel } from '../../../src/grafana/panel/RooflinePanel.tsx';
import { H100_BOTH } from '../../roofline/drawing/scenes.ts';
import { DECODE, fleet, limitsFrame, PHASES, pointsFrame, roofsFrame, ROUND, TOGETHER } from './roofline-frames.ts';

const timeRange = { from: dateTime(0), to: dateTime(1e6), raw: { from: 'now-1h', to: 'now' } };

interface Shown {
  readonly state?: LoadingState;
  readonly options?: unknown;
  readonly size?: readonly [number, number];
  readonly mode?: 'light' | 'dark';
}

function panel(series: readonly DataFrame[], { state = LoadingState.Done, options, size, mode }: Shown = {}) {
  const data: PanelData = { series: [...series], state, timeRange };
  const props: PanelProps<RooflineOptions> = {
    id: 1,
    data,
    timeRange,
    timeZone: 'utc',
    options: options as RooflineOptions,
    transparent: false,
    width: size?.[0] ?? 800,
    height: size?.[1] ?? 500,
    fieldConfig: { defaults: {}, overrides: [] },
    renderCounter: 0,
    title: 'Roofline',
    eventBus: new EventBusSrv(),
    onOptionsChange: () => undefined,
    onFieldConfigChange: () => undefined,
    replaceVariables: (text) => text,
    onChangeTimeRange: () => undefined,
  };
  return (
    <ThemeContext.Provider value={createTheme({ colors: { mode: mode ?? 'dark' } })}>
      <RooflinePanel {...props} />
    </ThemeContext.Provider>
  );
}

const points = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-point]')];
const numbersDrawn = (): string =>
  [...document.querySelectorAll('svg *')].flatMap((each) => [...each.attributes].map(({ value }) => value)).join(' ');

afterEach(cleanup);

describe('the panel', () => {
  it('draws the points of the phases apart, each with what it says in words', () => {
    render(panel(ROUND));
    expect(points().map((point) => point.getAttribute('aria-label'))).toEqual([
      'together: 50 TFLOP/s at 200 FLOP/byte, 25 % of roof, memory-bound, 100 % of the busy time',
      'decode: 20 TFLOP/s at 100 FLOP/byte, 20 % of roof, memory-bound, 70 % of the busy time',
      'prefill: 500 TFLOP/s at 4000 FLOP/byte, 50 % of roof, compute-bound, 30 % of the busy time',
    ]);
    const shapes = points().map((point) => point.querySelector('[data-kind]')?.tagName);
    expect(shapes).toEqual(['circle', 'circle', 'polygon']);
  });

  it('says the distance to the roof, and describes the picture for those who cannot see it', () => {
    render(panel(ROUND));
    expect(screen.getByText(/^Decode runs at 20 % of the memory roof: 5× as much/)).toBeTruthy();
    const picture = screen.getByRole('img', { name: 'Roofs of 1 × Round, bf16' });
    const description = document.getElementById(picture.getAttribute('aria-describedby') ?? '')?.textContent;
    expect(description).toMatch(
      /Roofs: bf16 1 PFLOP\/s; fp8 2 PFLOP\/s \(not in use\); memory 1 TB\/s\..*KV full × 112/,
    );
    const rows = within(screen.getByRole('table', { name: /Operating points/ })).getAllByRole('row');
    expect(rows).toHaveLength(4);
    expect(rows[2]?.textContent).toBe(
      'decode20 TFLOP/s100 FLOP/byte20 % of 100 TFLOP/smemory70 % of the busy time5× as much is possible at this intensity, 20× at KV full × 112',
    );
  });

  it.each([
    ['nothing', [], /No data\. Choose a Ridgeline data source/],
    ['frames of others', [toDataFrame({ fields: [] })], /These data are no roofline/],
    ['engines of which nothing is declared', [pointsFrame([]), roofsFrame([]), limitsFrame([])], /declare the model/],
  ] as const)('says what to do with %s', (_, series, message) => {
    render(panel(series));
    expect(screen.getByText(message)).toBeTruthy();
  });

  it('keeps the last picture while new data are on their way', () => {
    const { rerender } = render(panel(ROUND));
    rerender(panel([], { state: LoadingState.Loading }));
    expect(points()).toHaveLength(3);
    rerender(panel([], { state: LoadingState.Done }));
    expect(points()).toHaveLength(0);
  });

  it('leaves out what has no place on logarithmic axes', () => {
    const odd = [0, -1, NaN, Infinity].flatMap((value, i) => [
      { ...DECODE, engine: `speed ${i}`, flopPerSecond: value },
      { ...DECODE, engine: `intensity ${i}`, intensity: value },
    ]);
    render(panel([pointsFrame([...odd, { ...DECODE, engine: 'sound' }]), roofsFrame(), limitsFrame()]));
    expect(points().map((point) => point.getAttribute('aria-label'))).toEqual([
      expect.stringMatching(/^sound · decode/),
    ]);
    expect(numbersDrawn()).not.toMatch(/NaN|Infinity/);
  });

  it.each([
    ['one point', [pointsFrame([DECODE]), roofsFrame()], 1],
    ['a point without roofs', [pointsFrame([DECODE])], 1],
    [
      'ten thousand points',
      [pointsFrame(Array.from({ length: 10_000 }, (_, time) => ({ ...TOGETHER, time }))), roofsFrame()],
      1,
    ],
    ['fifty engines', fleet(50, 20), 150],
  ] as const)('draws %s', (_, series, count) => {
    render(panel(series));
    expect(points()).toHaveLength(count);
    // Eight shades, the lines, and the sample in the legend.
    expect(document.querySelectorAll('path[data-role="trail"]').length).toBeLessThanOrEqual(10);
    expect(numbersDrawn()).not.toMatch(/NaN|Infinity/);
  });

  it.each([
    [1, 1],
    [200, 100],
    [220, 180],
    [4000, 3000],
    [0, 0],
  ])('stays sound at %d × %d', (width, height) => {
    render(panel(ROUND, { size: [width, height] }));
    expect(points()).toHaveLength(3);
    expect(numbersDrawn()).not.toMatch(/NaN|Infinity/);
    expect(screen.queryAllByRole('button').length > 0).toBe(height >= 120);
  });

  it.each([undefined, null, {}, { showTrail: 'perhaps' }])('reads options that are missing or odd: %j', (options) => {
    render(panel(ROUND, { options }));
    expect(points()).toHaveLength(3);
  });

  it.each([{ showLegend: false }, { showWords: false }])('leaves away what is not wanted: %j', (options) => {
    render(panel(ROUND, { options }));
    expect(screen.queryAllByRole('button')).toHaveLength('showLegend' in options ? 0 : 5);
    expect(screen.queryByText(/^Decode runs/) === null).toBe('showWords' in options);
  });

  it('takes its colours from the theme, in the light and in the dark', () => {
    const styleOf = (mode: 'light' | 'dark'): string => {
      render(panel(ROUND, { mode }));
      const roof = document.querySelector('[data-role="roof"]');
      const stroke = roof ? getComputedStyle(roof).stroke : '';
      cleanup();
      return stroke;
    };
    const [light, dark] = [styleOf('light'), styleOf('dark')];
    expect(light).not.toBe('');
    expect(light).not.toBe(dark);
  });
});

describe('the legend', () => {
  it('hides and shows what it names', async () => {
    render(panel(ROUND));
    const button = screen.getByRole('button', { name: 'decode' });
    expect(button.getAttribute('aria-pressed')).toBe('true');
    await userEvent.click(button);
    expect(button.getAttribute('aria-pressed')).toBe('false');
    expect(points()).toHaveLength(2);
    await userEvent.click(button);
    expect(points()).toHaveLength(3);
  });

  it('starts from the options', async () => {
    render(panel(ROUND, { options: { showLimits: false } }));
    expect(document.querySelector('[data-role="limit-binding"]')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'limits', pressed: false }));
    expect(document.querySelector('[data-role="limit-binding"]')).not.toBeNull();
  });

  it('has an entry for each of several engines', async () => {
    render(panel(fleet(3, 2)));
    await userEvent.click(screen.getByRole('button', { name: 'gpu-1' }));
    expect(points()).toHaveLength(6);
    expect(screen.getByText(/^2 engines/)).toBeTruthy();
  });
});

describe('a point', () => {
  it('shows what it is on hover, and on focus by the keyboard', async () => {
    render(panel(ROUND));
    const [together, decode] = points();
    if (!together || !decode) throw new Error('no points');
    await userEvent.hover(decode);
    expect(screen.getByText('20 TFLOP/s per GPU')).toBeTruthy();
    await userEvent.unhover(decode);
    expect(screen.queryByText('20 TFLOP/s per GPU')).toBeNull();
    await userEvent.tab();
    expect(document.activeElement).toBe(together);
    expect(screen.getByText('50 TFLOP/s per GPU')).toBeTruthy();
    // Along the intensity: decode, together, prefill.
    await userEvent.keyboard('{ArrowLeft}');
    expect(document.activeElement).toBe(decode);
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByText('20 TFLOP/s per GPU')).toBeNull();
  });

  it('is one stop of Tab among very many', async () => {
    render(panel(fleet(50, 2)));
    const stops = () => points().filter((point) => point.tabIndex === 0);
    expect(stops()).toHaveLength(1);
    await userEvent.tab();
    await userEvent.keyboard('{End}');
    expect(stops()).toEqual([document.activeElement]);
  });

  it('opens its links by click and by Enter', async () => {
    const frame = pointsFrame(PHASES, ['engine page', 'logs']);
    const fields = frame.fields.map((field) =>
      field.name === 'engine'
        ? {
            ...field,
            getLinks: ({ valueRowIndex = -1 }) =>
              (field.config.links ?? []).map(({ title, url }) => ({
                title: `${title} of row ${valueRowIndex}`,
                href: url,
                target: '_self' as const,
                origin: field,
              })),
          }
        : field,
    );
    render(panel([{ ...frame, fields }, roofsFrame(), limitsFrame()]));
    const decode = screen.getByRole('button', { name: /^decode: / });
    fireEvent.click(decode);
    expect(screen.getAllByRole('menuitem').map((item) => item.textContent)).toEqual([
      'engine page of row 1',
      'logs of row 1',
    ]);
    cleanup();
    render(panel([{ ...frame, fields }, roofsFrame(), limitsFrame()]));
    screen.getByRole('button', { name: /^decode: / }).focus();
    await userEvent.keyboard('{Enter}');
    expect(screen.getAllByRole('menuitem')).toHaveLength(2);
  });

  it('without links is no button', () => {
    render(panel(ROUND));
    expect(screen.queryByRole('button', { name: /^decode: / })).toBeNull();
  });
});

describe('for everybody', () => {
  it.each([
    ['one engine', ROUND],
    [
      'several on two kinds of hardware',
      [pointsFrame([DECODE, { ...DECODE, engine: 'b', hardware: 'other' }]), roofsFrame(['other'])],
    ],
    ['fifty engines', fleet(50, 5)],
  ] as const)('axe finds nothing wrong with %s', async (_, series) => {
    render(panel(series));
    // Contrast needs a browser that draws.
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});

describe('the drawing for pages', () => {
  it('shows a scene that nobody measured', () => {
    render(<RooflineDrawing scene={H100_BOTH} width={700} height={420} />);
    expect(points()).toHaveLength(2);
    expect(screen.getByText(/^Decode runs at 41 % of the memory roof/)).toBeTruthy();
  });

  it('shows frames', () => {
    render(<RooflineDrawing frames={ROUND} options={{ showTrail: false }} width={700} height={420} />);
    expect(points()).toHaveLength(3);
  });
});
