import type { MeasureId } from '../../../analysis/index.ts';
import { formatQuantity } from '../../../quantities/index.ts';
import { PHASES } from '../../text/where-time-goes.ts';
import { lookAt } from '../../text/look.ts';
import { stackedBar } from '../charts/stacked-bar.ts';
import { swatch, type Texture } from '../charts/textures.ts';
import type { EngineView } from '../engine-view.ts';
import { html, type Html } from '../html.ts';
import { table } from '../table.ts';
import { brief, value } from '../value.ts';
import { figure } from './figure.ts';
import { section, type Section } from './section.ts';

const TEXTURES: readonly Texture[] = ['hatched', 'plain', 'dotted', 'crossed'];

/** The anatomy of a finished request, and the latencies as users feel them. */
export function timeSection(view: EngineView): Section | undefined {
  return section({ id: 'time', title: 'Where the time goes' }, view, [anatomy(view), latencies(view)]);
}

function anatomy({ engine }: EngineView): Html {
  const look = lookAt(engine);
  const e2e = look.number('e2eSeconds');
  if (e2e === undefined || e2e === 0) {
    return html`<p>No finished request to take apart: ${value(look.measure('e2eSeconds'))}.</p>`;
  }
  // Where nothing but the load limits it, the longest phase is nobody's fault.
  const { boundBy = 'arrivals' } = engine.verdict ?? {};
  const largest = boundBy === 'arrivals' ? undefined : Math.max(...PHASES.map(([, id]) => look.number(id) ?? 0));
  const parts = PHASES.map(([label, id], i) => {
    const seconds = look.number(id);
    const tone = seconds !== undefined && seconds === largest ? ('accent' as const) : ('neutral' as const);
    return { id, label, seconds, tone, texture: TEXTURES[i] ?? 'plain' };
  });
  const known = parts.flatMap(({ seconds, ...part }) => (seconds === undefined ? [] : [{ ...part, value: seconds }]));
  const inWords = known.map((part) => `${part.label} ${formatQuantity(part.value, 'seconds')}`).join(', ');
  return html`${figure(
    'From arrival to the last token',
    'Mean of the finished requests.',
    stackedBar('Where the time of a request goes', `${inWords}; end to end ${look.short('e2eSeconds')}.`, known),
  )}${table({
    caption: 'Anatomy of a finished request, mean',
    head: ['phase', 'time', 'share'],
    rows: [
      ...parts.map(({ id, label, seconds, tone, texture }) => [
        html`${swatch(texture, tone)} ${label}`,
        value(look.measure(id)),
        seconds === undefined ? '' : formatQuantity(seconds / e2e, 'ratio'),
      ]),
      ['end to end', look.short('e2eSeconds'), ''],
    ],
    numbers: [1, 2],
  })}`;
}

const LATENCIES = [
  ['TTFT', 'ttft'],
  ['TPOT', 'tpot'],
  ['ITL', 'itl'],
  ['end to end', 'e2e'],
  ['queue', 'queue'],
] as const;

/** Percentiles are the buckets that they lie in: nothing finer is known. */
function latencies({ engine }: EngineView): Html | undefined {
  const look = lookAt(engine);
  const interval = (id: MeasureId): Html => html`${look.interval(id)}`;
  return table({
    caption: 'Latencies: the mean, and the bucket that holds each percentile',
    head: ['latency', 'mean', 'p50', 'p90', 'p95', 'p99'],
    rows: LATENCIES.map(([name, id]) => [
      name,
      brief(look.measure(`${id}Seconds`)),
      ...(['P50', 'P90', 'P95', 'P99'] as const).map((percentile) => interval(`${id}Seconds${percentile}`)),
    ]),
    numbers: [1, 2, 3, 4, 5],
  });
}
