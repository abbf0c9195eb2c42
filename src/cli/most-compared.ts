/** A choice: of more engines than this the stretch before is not looked at, since a fleet's summary would take as long again. */
export const MOST_COMPARED = 20;
