/** Ridgeline's own version; a test keeps it equal to package.json. */
export const RIDGELINE_VERSION = '0.1.0';
