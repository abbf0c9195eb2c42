import { clamp } from '../../../quantities/index.ts';

/** A place in a picture that is as wide as the page: "41.2%", in tenths and never outside. */
export const percent = (share: number): string => `${Math.round(clamp(share, 0, 1) * 1000) / 10}%`;
