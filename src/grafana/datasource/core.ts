// Everything that computes, in one chunk that is loaded with the first query.
export { askQuery, type QueryContext } from './reading/ask-query.ts';
export { createReader, type Reader } from './reading/reader.ts';
export { settingsOf } from './reading/promise.ts';
export { openConnection } from './connections/open-connection.ts';
export { testConnection } from './test-connection.ts';
export { ACCELERATOR_NAMES, labelValues, type Among, type LabelKind } from './reading/label-values.ts';
export { enginesOnPage, testPage } from './live/engines-on-page.ts';
export { fetchPage } from './live/fetch-page.ts';
export { framesOfLive } from './live/frames-of-live.ts';
export { liveEngine, type Live } from './live/live-engine.ts';
