import { formatMeasured } from '../../../quantities/index.ts';
import { MOST_ROWS } from '../../most-shown.ts';
import { engineAnswer } from '../../engine-answer.ts';
import type { EngineReport, Report } from '../../schema.ts';
import { lookAt } from '../../text/look.ts';
import { engineName } from '../../text/title.ts';
import { besideTheLimit, whatMatters } from '../what-matters.ts';
import { heading } from '../heading.ts';
import { html, type Html, type Part } from '../html.ts';
import { table } from '../table.ts';
import { promisedShare } from '../promised-share.ts';
import { standingOf } from './standing.ts';
import { keyFigures } from './key-figures.ts';

interface FleetOptions {
  /** How many stand in full below, with a link to each. */
  readonly inFull: number;
}

/** All engines at a glance: what they do together, those that need a look, and the fine ones folded away. */
export function fleetSection(report: Report, { inFull }: FleetOptions): Html {
  const { engines, fleet } = report;
  const isAtEase = (engine: EngineReport): boolean => isFine(engine, promisedShare(engine, report));
  const listed = engines.slice(0, MOST_ROWS);
  const rows = listed.map((engine, i) => ({
    isFine: isAtEase(engine),
    cells: row(engine, i < inFull ? i : undefined),
  }));
  const toLookAt = rows.filter(({ isFine: fine }) => !fine);
  const fine = rows.filter(({ isFine: fine }) => fine);
  const unlisted = engines.slice(listed.length);
  const needy = toLookAt.length + unlisted.filter((engine) => !isAtEase(engine)).length;
  return html`<section id="fleet" aria-labelledby="fleet-title">
    ${heading(2, 'All engines', 'fleet-title')}
    <p class="answer">
      <strong>${needy} of ${engines.length} engines ${needy === 1 ? 'needs' : 'need'} a look.</strong
      >${inWords(engines)}
    </p>
    ${fleet && keyFigures(fleet)}
    ${rowsTable(
      'Engines to look at, the worst first',
      toLookAt.map(({ cells }) => cells),
    )}
    ${
      fine.length === 0
        ? undefined
        : html`<details>
            <summary>${fine.length === 1 ? '1 engine is' : `${fine.length} engines are`} fine</summary>
            ${rowsTable(
              'Engines that are fine',
              fine.map(({ cells }) => cells),
            )}
          </details> `
    }
    ${unlisted.length > 0 ? html`<p class="soft">… and ${unlisted.length} more, none of them worse; --format json has all.</p>` : undefined}
  </section> `;
}

const HEAD = [
  'engine',
  'limited by',
  'new wait',
  'running',
  'waiting',
  'requests in',
  'tokens out',
  'TTFT',
  'TPOT',
  'goodput',
];

const rowsTable = (caption: string, rows: readonly (readonly Part[])[]): Html | undefined =>
  table({ caption, head: HEAD, rows, numbers: [2, 3, 4, 5, 6, 7, 8, 9], look: 'wide dense' });

/** Nothing fires that is more than worth knowing, nothing is full, and as many as promised were served, however few there were. */
export function isFine(engine: EngineReport, share: number): boolean {
  const { state } = engineAnswer(engine);
  const { goodputRatio: goodput } = engine.measures;
  const isBroken = goodput?.known === true && standingOf(goodput, share) === 'broken';
  return whatMatters(engine).length === 0 && !isBroken && (state === 'fine' || state === 'idle');
}

function row(engine: EngineReport, place: number | undefined): Part[] {
  const look = lookAt(engine);
  const name = engineName(engine).join(' · ');
  return [
    place === undefined ? name : html`<a href="#e${place + 1}">${name}</a>`,
    html`${limitedBy(engine)}${firing(engine)}`,
    look.short('waitForecastSeconds'),
    look.short('requestsRunning'),
    look.short('requestsWaiting'),
    look.short('arrivalsPerSecond'),
    look.amount('generationTokensPerSecond'),
    look.short('ttftSeconds'),
    look.short('tpotSeconds'),
    look.interval('goodputRatio'),
  ];
}

/** What else makes it one to look at; what follows from another finding is in that one. */
function firing(engine: EngineReport): Part {
  const others = besideTheLimit(engine);
  return others.length === 0 ? undefined : html`<br /><small>${others.map(({ id }) => id).join(', ')}</small>`;
}

function limitedBy(engine: EngineReport): Part {
  const { state, bound } = engineAnswer(engine);
  const { verdict } = engine;
  if (state === 'hung' || state === 'asleep' || state === 'idle') return html`<strong>${state}</strong>`;
  if (!verdict) return bound ?? state;
  return verdict.boundBy === 'arrivals' ? 'what arrives' : html`<span class="binds">${verdict.boundBy}</span>`;
}

/** " Limited by sequence-cap: 3, arrivals: 2. The longest wait of a new request: 76 s." */
function inWords(engines: readonly EngineReport[]): string {
  const counts = new Map<string, number>();
  for (const { verdict } of engines) {
    if (verdict) counts.set(verdict.boundBy, (counts.get(verdict.boundBy) ?? 0) + 1);
  }
  const limits = [...counts]
    .sort(([, left], [, right]) => right - left)
    .map(([id, count]) => `${id === 'arrivals' ? 'what arrives' : id} (${count})`);
  const waits = engines.flatMap(({ measures: { waitForecastSeconds: wait } }) => (wait?.known ? [wait] : []));
  const [longest] = waits.sort((left, right) => right.value - left.value);
  return [
    limits.length > 0 ? ` Limited by: ${limits.join(', ')}.` : '',
    longest && longest.value > 0 ? ` The longest wait of a new request: ~${formatMeasured(longest)}.` : '',
  ].join('');
}
