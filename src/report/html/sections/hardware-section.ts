import { formatMeasured, formatQuantity } from '../../../quantities/index.ts';
import { renderRooflineSvg } from '../../../roofline/drawing/index.ts';
import { rooflineScene } from '../../roofline-scene.ts';
import type { RooflineReport } from '../../roofline-schema.ts';
import { STEP_PARTS } from '../../text/how-close.ts';
import { lookAt } from '../../text/look.ts';
import { stackedBar } from '../charts/stacked-bar.ts';
import type { Texture } from '../charts/textures.ts';
import type { EngineView } from '../engine-view.ts';
import { html, trusted, type Html, type Part } from '../html.ts';
import { table } from '../table.ts';
import { value } from '../value.ts';
import { figure } from './figure.ts';
import { section, type Section } from './section.ts';

/** Where the engine works under the roofline of its hardware, with its way there, and what its step is made of. */
export function hardwareSection(view: EngineView): Section | undefined {
  const { roofline } = view.engine;
  const name = { id: 'hardware', title: 'How close to the hardware' };
  const look = lookAt(view.engine);
  if (!roofline) return section(name, view, [html`<p>${value(look.measure('rooflineRatio'))}</p>`]);
  return section(name, view, [
    html`<p>
      ${roofline.gpus} × ${roofline.accelerator}, ${roofline.model}, weights in
      ${roofline.weights}${roofline.calibrated ? ', calibrated on this engine' : ''}.
    </p>`,
    roofline.problem === undefined ? undefined : html`<p><strong>! ${roofline.problem}</strong></p>`,
    drawing(view, roofline),
    stepBar(view),
    points(roofline),
    html`<p>
      MFU ${look.value('mfuRatio')}, MBU ${look.value('mbuRatio')} of the wall clock; ${look.value('busyMfuRatio')},
      ${look.value('busyMbuRatio')} while busy.
    </p>`,
  ]);
}

// A telephone has no room for the wide one; the style sheet shows one of them.
const SIZES = { wide: { width: 900, height: 440 }, narrow: { width: 340, height: 340 } } as const;

function drawing({ steps }: EngineView, roofline: RooflineReport): Html {
  const trail = steps.flatMap(({ then }) => then?.roofline ?? []);
  const scene = rooflineScene(roofline, trail);
  return figure(
    'Roofline',
    `To the right is more work for each byte read, upwards is more work a second.${trail.length > 0 ? ' Small dots: the steps of this stretch.' : ''}`,
    Object.entries(SIZES).map(
      ([name, size]) => html`<div class="${name}">${trusted(renderRooflineSvg(scene, size))}</div>`,
    ),
  );
}

const TEXTURES: readonly Texture[] = ['plain', 'hatched', 'dotted', 'crossed'];

/** What a step takes and what for; nothing where the parts are not known. */
function stepBar({ engine }: EngineView): Part {
  const step = engine.measures['stepSeconds'];
  if (!step?.known || !step.parts || engine.measures['predictedStepSeconds']?.known !== true) return undefined;
  const { parts, value: whole } = step;
  const shown = STEP_PARTS.flatMap(([part, label], i) => {
    const seconds = parts[part] ?? 0;
    return Math.abs(seconds) < whole / 200
      ? []
      : [{ label, seconds, texture: TEXTURES[i % TEXTURES.length] ?? 'plain' }];
  });
  const inWords = shown.map(({ label, seconds }) => `${label} ${formatQuantity(seconds, 'seconds')}`).join(' + ');
  const bar = stackedBar(
    'What a step is made of',
    `${formatMeasured(step)} = ${inWords}.`,
    shown.map(({ seconds, ...part }) => ({ ...part, value: seconds, tone: 'neutral' as const })),
  );
  return figure('A step', `takes ${formatMeasured(step)} = ${inWords}.`, bar);
}

const points = ({ points: all }: RooflineReport): Part =>
  table({
    caption: 'Under the roof, per GPU, while the phase runs',
    head: ['phase', 'work', 'intensity', 'of its roof', 'bound by', 'of the busy time'],
    rows: all.map(({ kind, flopPerSecond, intensityFlopPerByte, roofFlopPerSecond, bound, busyShareRatio }) => [
      kind,
      formatQuantity(flopPerSecond, 'flopPerSecond'),
      formatQuantity(intensityFlopPerByte, 'flopPerByte'),
      formatQuantity(flopPerSecond / roofFlopPerSecond, 'ratio'),
      bound,
      formatQuantity(busyShareRatio, 'ratio'),
    ]),
    numbers: [1, 2, 3, 5],
  });
