/** Under which the harness knows the data source under test. */
export const OWN_UID = 'ridgeline';
