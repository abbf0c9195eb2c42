import type { Look } from './look.ts';

/** Headings of the numbers that every table of engines, or of moments, shows. */
export const NUMBERS = ['RUNNING', 'WAITING', 'KV', 'IN', 'OUT', 'TTFT', 'TPOT', 'GOODPUT'];

export const numberCells = (look: Look): string[] => [
  look.short('requestsRunning'),
  look.short('requestsWaiting'),
  look.short('kvCacheUsageRatio'),
  look.short('arrivalsPerSecond'),
  look.short('generationTokensPerSecond'),
  look.short('ttftSeconds'),
  look.short('tpotSeconds'),
  look.interval('goodputRatio'),
];
