/** Ridgeline's own version; a test keeps it equal to package.json. */
export const RIDGELINE_VERSION = '0.1.0';

/** Of the report: a field that exists keeps its meaning; new ones appear beside it. */
export const SCHEMA_VERSION = 1;
