import { definitionOf } from '../../metrics/catalogue/index.ts';
import { divided } from '../../metrics/window/index.ts';
import type { Labels, Series } from './decode.ts';
import { noFacts, type EngineFacts } from './engine-facts.ts';
import { createEntryTables, type EntryTables } from './entry-table.ts';
import { keyOf, type Grouping } from './grouping.ts';
import type { Instants } from './instants.ts';
import type { Role } from './role.ts';

/** Not what is said of targets without an engine. */
export type FactRole = Exclude<Role, { kind: 'scrapedInVain' }>;

/** Sorts the numbers of all answers by engine and instant. */
export interface FactTable {
  readonly entries: EntryTables;
  add(role: FactRole, answer: readonly Series[]): void;
  /** Of the engine with this number (see `engines`) at each instant. */
  factsOf(engine: number): readonly EngineFacts[];
}

/** `engines` are the labels of each, as they were discovered. */
export function createFactTable(engines: readonly Labels[], grouping: Grouping, instants: Instants): FactTable {
  const entries = createEntryTables();
  const facts = engines.map(() => Array.from({ length: instants.count }, noFacts));
  const byEngine = indexOf(engines, grouping.engine);
  const byTarget = indexOf(engines, grouping.target);
  const withoutModel = grouping.engine.slice(0, -1);
  const byEngineOfAnyModel = indexOf(engines, withoutModel);

  /** Whose series this is: information lacks the model, and in old versions the engine, too. */
  const ownersOf = ({ kind }: FactRole, labels: Labels): readonly number[] => {
    if (kind === 'starts' || kind === 'failedScrapes') return byTarget.get(keyOf(labels, grouping.target)) ?? [];
    const exact = byEngine.get(keyOf(labels, grouping.engine));
    if (exact || kind !== 'info') return exact ?? [];
    return byEngineOfAnyModel.get(keyOf(labels, withoutModel)) ?? byTarget.get(keyOf(labels, grouping.target)) ?? [];
  };

  return {
    entries,
    add(role, answer) {
      const put = putting(role, entries);
      for (const { labels, times, values } of answer) {
        const owners = ownersOf(role, labels);
        const enter = put(labels);
        if (!enter) continue;
        for (let i = 0; i < times.length; i++) {
          const value = values[i] ?? Number.NaN;
          const instant = Math.round(((times[i] ?? 0) - instants.firstSeconds) / instants.stepSeconds);
          if (!Number.isFinite(value)) continue;
          for (const owner of owners) {
            const at = facts[owner]?.[instant];
            if (at) enter(at, value);
          }
        }
      }
    },
    factsOf: (engine) => facts[engine] ?? [],
  };
}

function indexOf(engines: readonly Labels[], by: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  engines.forEach((labels, number) => {
    const key = keyOf(labels, by);
    const numbers = index.get(key);
    if (numbers) numbers.push(number);
    else index.set(key, [number]);
  });
  return index;
}

type Enter = (facts: EngineFacts, value: number) => void;

/** Where the values of a series go. */
function putting(role: FactRole, entries: EntryTables): (labels: Labels) => Enter | undefined {
  switch (role.kind) {
    case 'increase':
      return puttingIncreases(role, entries);
    case 'gauge':
      return (labels) => enterGauge(role, labels);
    case 'plateau':
      return () => (facts, value) => (facts.plateau[role.statistic] = value);
    case 'info':
      return (labels) => (facts) => facts.info.set(role.meaning, labels);
    case 'presence':
      return () => (facts) => (facts.presence[role.at] = true);
    case 'samples':
    case 'resets':
    case 'starts':
    case 'failedScrapes':
      return () => (facts, value) => (facts[role.kind] = value);
    case 'movedLately':
      // Asked for of counters and of gauges.
      return () => (facts, value) => (facts.movedLately = Math.max(facts.movedLately ?? 0, value));
  }
}

/** The last bucket of a histogram is its count as well. */
function puttingIncreases(role: Extract<Role, { kind: 'increase' }>, entries: EntryTables) {
  const own = entries.of(role.meaning, role.part);
  const count = role.part === 'bucket' ? entries.of(role.meaning, 'count') : undefined;
  return (labels: Labels): Enter | undefined => {
    const number = own.numberOf(labels);
    if (number === undefined) return undefined;
    const isLast = count && entries.edgeOf(number) === Number.POSITIVE_INFINITY;
    const countNumber = isLast ? count.numberOf(labels) : undefined;
    return (facts, value) => {
      const increase = Math.max(0, value);
      facts.increases[number] = increase;
      if (countNumber !== undefined) facts.increases[countNumber] = increase;
    };
  };
}

function enterGauge({ gauge, statistic }: Extract<Role, { kind: 'gauge' }>, labels: Labels): Enter {
  const divisionLabels = gauge === 'requestsInSystem' ? [] : definitionOf(gauge).labels;
  const division = divisionLabels.map((label) => labels[label] ?? '').join(',');
  const name = gauge === 'requestsInSystem' ? gauge : divided(gauge, division);
  return (facts, value) => {
    const statistics = facts.gauges.get(name) ?? {};
    statistics[statistic] = value;
    facts.gauges.set(name, statistics);
  };
}
