/** What the panel remembers. A toggle of the legend is not among it: that lasts as long as one looks. */
export interface RooflineOptions {
  /** Of these options; see `migrateOptions`. */
  readonly version: number;
  readonly showTrail: boolean;
  readonly showLimits: boolean;
  readonly showUnusedRoofs: boolean;
  /** The distance to the roof in a sentence. */
  readonly showWords: boolean;
  readonly showLegend: boolean;
  /** Of so many engines, the farthest from their roofs, the points are labelled; of the others on hover and focus. */
  readonly labelledEngines: number;
}

export const OPTIONS_VERSION = 1;

export const MOST_LABELLED_ENGINES = 10;

export const DEFAULT_OPTIONS: RooflineOptions = {
  version: OPTIONS_VERSION,
  showTrail: true,
  showLimits: true,
  showUnusedRoofs: true,
  showWords: true,
  showLegend: true,
  labelledEngines: 3,
};

/** Options as a dashboard holds them: written by hand, by code or by another version, with anything missing or odd. */
export type StoredOptions = Readonly<Partial<Record<keyof RooflineOptions, unknown>>>;

export function withDefaults(stored: StoredOptions | null | undefined): RooflineOptions {
  const flag = (name: 'showTrail' | 'showLimits' | 'showUnusedRoofs' | 'showWords' | 'showLegend'): boolean => {
    const value = stored?.[name];
    return typeof value === 'boolean' ? value : DEFAULT_OPTIONS[name];
  };
  const labelled = stored?.labelledEngines;
  return {
    version: OPTIONS_VERSION,
    showTrail: flag('showTrail'),
    showLimits: flag('showLimits'),
    showUnusedRoofs: flag('showUnusedRoofs'),
    showWords: flag('showWords'),
    showLegend: flag('showLegend'),
    labelledEngines:
      typeof labelled === 'number' && labelled >= 0
        ? Math.min(MOST_LABELLED_ENGINES, Math.floor(labelled))
        : DEFAULT_OPTIONS.labelledEngines,
  };
}
