import { ENGINE_LABEL } from '../metrics/catalogue/index.ts';
import type { EngineReport } from '../report/index.ts';

export type LabelValues = Readonly<Record<string, string>>;

/** How the engines of one report are told apart. */
export interface Labelling {
  readonly names: readonly string[];
  readonly of: (engine: EngineReport) => LabelValues;
}

/** What is scraped, on every series about an engine. */
export const TARGET_LABEL = 'target';

const BASE = [TARGET_LABEL, ENGINE_LABEL.engine, ENGINE_LABEL.model];

/** Names that say something else on a series of ours, or that Prometheus keeps for histograms. */
const TAKEN = [...BASE, 'bound', 'id', 'severity', 'confidence', 'le', 'quantile'];

/**
 * Labels for the engines: target, engine and model_name, and whatever further labels tell them apart, under names that
 * Prometheus accepts. Different labels keep different names over the whole report, so that no two engines become one
 * series. What an engine does not have is no label of it.
 */
export function labellingOf(engines: readonly EngineReport[]): Labelling {
  const further = [...new Set(engines.flatMap(({ labels }) => Object.keys(labels)))].sort();
  const taken = new Set(TAKEN);
  const nameOf = new Map<string, string>();
  for (const label of further) {
    const name = freeName(validName(label), taken);
    taken.add(name);
    nameOf.set(label, name);
  }
  return {
    names: [...BASE, ...nameOf.values()],
    of: ({ target, engine, model, labels }) => ({
      [TARGET_LABEL]: target,
      ...(engine !== null && { [ENGINE_LABEL.engine]: engine }),
      ...(model !== null && { [ENGINE_LABEL.model]: model }),
      ...Object.fromEntries(Object.entries(labels).map(([label, value]) => [nameOf.get(label) ?? label, value])),
    }),
  };
}

/** Two leading underscores are for Prometheus itself. */
const validName = (label: string): string => {
  const name = label.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^_{2,}/, '_');
  return /^[a-zA-Z_]/.test(name) ? name : `_${name}`;
};

/** As Prometheus does it with labels that clash with its own. */
const freeName = (name: string, taken: ReadonlySet<string>): string =>
  taken.has(name) ? freeName(`exported_${name}`, taken) : name;
