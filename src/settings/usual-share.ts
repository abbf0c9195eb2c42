// The share that the README and the schema show; whoever names none still promises something to nearly everybody.
export const USUAL_SHARE = 0.95;
