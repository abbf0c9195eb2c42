/** Scenarios that the rules get wrong, and why. */
export const KNOWN_WRONG: Readonly<Record<string, string>> = {
  'slots: 256, outputs of forty seconds, and a wait of nine before them':
    'WAITING_SHARE is of the whole time in the engine: 60 of 316 are 19 %, though the first token waits for nine of ten seconds',
  'cache: prompts of a quarter of it, which find no room at 85 %':
    'kvCacheFull is a fixed 95 %, though a prompt of 27 % of the cache finds no room from 73 % on',
  'cache: the same, three run at a time, nothing declared':
    'the same, and the flat top below 90 % of the cache is taken for a cap of slots',
  'hung: since the middle of the window':
    'the annotation engine-hung wants that no counter moved in the whole window; 8 shown against 4.9 accounted for is below the factor of stale-gauges',
  'hung: since early in the window, with a queue':
    'the same; the queue behind eight that hang looks like a cap of eight slots',
  'stale: queue and slots stay as they were, beside little traffic':
    'stale-gauges fires, but sequence-cap believes the same gauges and becomes the verdict',
};
