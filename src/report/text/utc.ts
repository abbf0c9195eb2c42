import { utcTime } from '../utc-time.ts';

/** "11-26 14:02:10", in UTC. */
export const utc = (seconds: number): string => utcTime(seconds).slice('YYYY-'.length);
