import { formatQuantity } from '../../../quantities/index.ts';
import { hardwareLimits } from '../../hardware-limits.ts';
import { bindingOf, limitsOf, type Limit } from '../../limits.ts';
import { bare } from '../../what-is-unknown.ts';
import { LIMIT_NAMES } from '../../roofline-scene.ts';
import { shareBar } from '../charts/share-bar.ts';
import type { EngineView } from '../engine-view.ts';
import { html, type Part } from '../html.ts';
import { table } from '../table.ts';
import { section, type Section } from './section.ts';

/** Every limit as a share used, the one that binds marked. */
export function limitsSection(view: EngineView): Section | undefined {
  const limits = [...limitsOf(view.engine), ...hardwareLimits(view.engine)];
  const binding = bindingOf(limits, view.engine);
  return section({ id: 'limits', title: 'What limits it' }, view, [
    table({
      caption: 'Limits and how much of them is used: the bar on average, the line at most',
      head: ['limit', 'from 0 to 100 %', 'used', 'in numbers'],
      rows: limits.map((limit) => row(limit, limit === binding)),
      look: 'wide',
    }),
    batches(view),
  ]);
}

const row = ({ name, usedRatio, mostRatio, full, text }: Limit, binds: boolean): Part[] => [
  html`${name}${binds ? html` <span class="binds">◀ binds</span>` : undefined}`,
  shareBar({ usedRatio, mostRatio, binds }),
  usedRatio === undefined
    ? html`<span class="unknown">unknown</span>`
    : `${formatQuantity(usedRatio, 'ratio')}${full ? ', full' : ''}`,
  bare(text),
];

/** At which batch each would end it; only where the hardware is known. */
function batches({ engine: { roofline } }: EngineView): Part {
  if (!roofline) return undefined;
  return table({
    caption: 'How many requests may decode at a time until each limit is reached',
    head: ['limit', 'requests', 'at FLOP per byte'],
    rows: roofline.limits.map(({ id, requests, intensityFlopPerByte, binds }) => [
      html`${LIMIT_NAMES[id]}${binds ? html` <span class="binds">◀ first</span>` : undefined}`,
      formatQuantity(Math.floor(requests), 'requests'),
      formatQuantity(intensityFlopPerByte, 'flopPerByte'),
    ]),
    numbers: [1, 2],
  });
}
