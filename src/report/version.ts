/** Ridgeline's own version; a test keeps it equal to package.json. */
export const RIDGELINE_VERSION = '0.1.0';

/** Of the report: a field that exists keeps its meaning; new ones appear beside it. */
export const SCHEMA_VERSION = 1;

/** Of a comparison, likewise. */
export const COMPARISON_SCHEMA_VERSION = 1;
