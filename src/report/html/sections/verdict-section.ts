import { formatInterval, formatMeasured, formatQuantity } from '../../../quantities/index.ts';
import { forecastSentence, named, pressureOf } from '../../pressure.ts';
import { html, type Html } from '../html.ts';
import type { EngineView } from '../engine-view.ts';
import { utcTime } from '../../utc-time.ts';
import { besideTheLimit } from '../what-matters.ts';
import { keyFigures } from './key-figures.ts';
import { section, type Section } from './section.ts';
import { standingOf } from './standing.ts';
import { capitalised } from '../../text/capitalised.ts';

/** Is it fine, what limits it, what does that mean for a request that arrives now, and for what was promised: to this share of all. */
export function verdictSection(view: EngineView, share: number): Section | undefined {
  const { condition, full, free } = pressureOf(view.engine);
  const rest = free.filter(({ rule }) => rule !== view.engine.verdict?.boundBy);
  return section({ id: 'verdict', title: 'Is it fine?' }, view, [
    html`<div class="verdict">
      ${condition ? html`<p class="answer">${capitalised(condition.message)}.</p>` : limitedBy(view, named(full))}
      <p class="arriving">${capitalised(forecastSentence(view.engine, 'at the end'))}.${worst(view)}</p>
      ${promise(view, share)}${beside(view)}
      ${rest.length === 0 ? undefined : html`<p class="soft">Not the limit: ${named(rest)}.</p>`}
    </div>`,
    keyFigures(view.engine),
  ]);
}

/** A finding by its name, which `ridgeline explain` knows, what speaks for it, and how sure that is. */
function limitedBy({ engine: { verdict } }: EngineView, full: string): Html {
  if (!verdict) return html`<p class="answer">${full === '' ? 'Nobody asked what limits it.' : `Full: ${full}.`}</p>`;
  const { boundBy, summary, confidence } = verdict;
  const isFinding = boundBy !== 'arrivals' && boundBy !== 'unknown';
  const name =
    boundBy === 'arrivals'
      ? 'Limited by what arrives'
      : boundBy === 'unknown'
        ? 'What limits it is unknown'
        : html`Limited by <span class="binds">${boundBy}</span>`;
  const said = html`${capitalised(summary)}.${
    isFinding ? html` <span class="soft">Confidence ${confidence}.</span>` : undefined
  }`;
  return summary.length > LONGEST_ANSWER
    ? html`<p class="answer"><strong>${name}.</strong></p>
        <p>${said}</p>`
    : html`<p class="answer"><strong>${name}.</strong> ${said}</p>`;
}

// In large letters, more would be no answer.
const LONGEST_ANSWER = 160;

/** What else matters, by its name: what limits an engine is not all that may be wrong with it. */
function beside({ engine }: EngineView): Html | undefined {
  const firing = besideTheLimit(engine).filter(({ id }) => id !== PROMISE);
  const restarts = engine.annotations.filter(({ id }) => id === 'counter-reset');
  const said = [...firing.map(({ title }) => title), ...restarts.map(({ message }) => capitalised(message))];
  return said.length === 0 ? undefined : html`<p>◆ ${said.join('. ')}.</p>`;
}

// Said in a sentence of its own.
const PROMISE = 'objective-missed';

/** Whether what was promised is kept, as far as that can be told; nothing where nothing was. */
function promise({ engine: { measures } }: EngineView, share: number): Html | undefined {
  const { goodputRatio: goodput } = measures;
  if (!goodput?.known) return undefined;
  const met = `${formatInterval(goodput) ?? formatMeasured(goodput)} of the requests were served as promised, ${formatQuantity(share, 'ratio')} should be.`;
  switch (standingOf(goodput, share)) {
    case 'broken':
      return html`<p><span class="broken">✕ The objective is missed:</span> ${met}</p>`;
    case 'kept':
      return html`<p>✓ The objective is kept: ${met}</p>`;
    case 'open':
      return html`<p>Whether the objective is kept cannot be told: ${met}</p>`;
  }
}

/** The longest forecast of any step, where it says more than the one of the end. */
function worst({ engine, steps }: EngineView): Html | undefined {
  const now = engine.measures['waitForecastSeconds'];
  const then = steps.flatMap(({ endAtSeconds, then }) => {
    const wait = then?.measures['waitForecastSeconds'];
    return wait?.known ? [{ endAtSeconds, wait }] : [];
  });
  const [longest] = then.sort((left, right) => right.wait.value - left.wait.value);
  if (!longest || longest.wait.value === 0 || (now?.known === true && now.value >= longest.wait.value))
    return undefined;
  const interval = formatInterval(longest.wait);
  return html` At worst, at ${utcTime(longest.endAtSeconds)} UTC, it would have waited
  ~${formatMeasured(longest.wait)}${interval === undefined ? '' : ` (${interval})`}.`;
}
