/** A is what was, B what is to be judged. */
export const SIDES = ['a', 'b'] as const;

export type Side = (typeof SIDES)[number];

/** The same of both. */
export type OfSides<Of> = Readonly<Record<Side, Of>>;

/** Makes something for either side. */
export const ofSides = <Of>(make: (side: Side) => Of): OfSides<Of> => ({ a: make('a'), b: make('b') });
