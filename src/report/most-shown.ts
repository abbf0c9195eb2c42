/** Of several engines so many are shown in full, below the table of all. */
export const SHOWN_IN_FULL = 3;

/** A choice: ten thousand rows are no page, and the JSON has all of them. */
export const MOST_ROWS = 1000;
