import type { ComboboxOption } from '@grafana/ui';
import { MEASURES, type MeasureId } from '../../../analysis/index.ts';
import { UNITS, type Unit } from '../../../quantities/index.ts';

// The table of measures is in the order of its subjects: each begins with one of these.
const SUBJECTS: readonly (readonly [first: MeasureId, title: string])[] = [
  ['arrivalsPerSecond', 'Traffic'],
  ['requestsRunning', 'Queue and occupancy'],
  ['queueSeconds', 'Latency, mean'],
  ['ttftAttainmentRatio', 'Objectives'],
  ['kvCacheUsageRatio', 'KV cache and prefix cache'],
  ['stepsPerSecond', 'Steps'],
  ['flopPerSecond', 'Roofline'],
  ['ttftSecondsP50', 'Latency, percentiles'],
];

const WORDS: Readonly<Partial<Record<Unit, string>>> = {
  ratio: 'share',
  requests: 'requests',
  seconds: 'seconds',
  requestsPerSecond: 'requests a second',
  stepsPerSecond: 'steps a second',
  eventsPerSecond: 'events a second',
  tokensPerRequest: 'tokens a request',
  tokensPerStep: 'tokens a step',
  requestsPerStep: 'requests a step',
  tokensPerDraft: 'tokens a draft',
};

const unitInWords = (unit: Unit): string => WORDS[unit] ?? UNITS[unit].symbol;

/** Every measure with its unit and its id, by what it is about. */
export const MEASURE_OPTIONS: ComboboxOption<MeasureId>[] = measureOptions();

function measureOptions(): ComboboxOption<MeasureId>[] {
  const titles = [...MEASURES.values()].map(({ title }) => title);
  let group = '';
  return [...MEASURES].map(([id, { title, unit }]) => {
    group = SUBJECTS.find(([first]) => first === id)?.[1] ?? group;
    // Two measures of one name differ in their unit.
    const isAmbiguous = titles.indexOf(title) !== titles.lastIndexOf(title);
    const label = isAmbiguous ? `${title} (${unitInWords(unit)})` : title;
    return { value: id, label, description: `${unitInWords(unit)} · ${id}`, group };
  });
}
