import { OPTIONS_VERSION, withDefaults, type RooflineOptions } from './options.ts';

/**
 * Options of any earlier version as those of this one:
 * - without a version they are from before versions, or from code that goes by Grafana's own words: `legend.showLegend`,
 *   and parts as bare words (`trail`, `limits`, `unusedRoofs`)
 * - those of a later version stay as they are, so that going back and forth loses nothing
 */
export function migrateOptions({ options }: { readonly options: unknown }): Partial<RooflineOptions> {
  const stored = isRecord(options) ? options : {};
  const version = stored['version'];
  if (typeof version === 'number' && version > OPTIONS_VERSION) return stored;
  return withDefaults(version === undefined ? fromUnversioned(stored) : stored);
}

function fromUnversioned(stored: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const legend = isRecord(stored['legend']) ? stored['legend']['showLegend'] : stored['legend'];
  return {
    showTrail: stored['trail'],
    showLimits: stored['limits'],
    showUnusedRoofs: stored['unusedRoofs'],
    showLegend: legend,
    ...stored,
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
