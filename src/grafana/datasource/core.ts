// Everything that computes, in one chunk that is loaded with the first query.
export { askQuery, type QueryContext } from './reading/ask-query.ts';
export { createReader, type Reader } from './reading/reader.ts';
export { settingsOf } from './reading/promise.ts';
export { openConnection } from './connections/open-connection.ts';
export { testConnection } from './test-connection.ts';
export { labelValues, type Among, type LabelKind } from './reading/label-values.ts';
