// Reports to data frames, and back to what a panel draws. The names of frames and fields are a contract with dashboards.
export { textColumn, timeColumn } from './columns.ts';
export { engineNames, type Engine } from './engine-names.ts';
export { findingsFrame, type Finding } from './findings-frame.ts';
export { customMeta, frameKind, rowsBeside, type FrameKind } from './frame-meta.ts';
export { labelsOf, seriesFrames, type MeasuredEngine, type MeasuredStep } from './series-frames.ts';
export { rooflineFrames } from './roofline-frames.ts';
export { verdictFrame } from './verdict-frame.ts';
export {
  ANSWER_MEASURES,
  answerFrame,
  FLEET_MEASURES,
  fleetFrame,
  LIMIT_MEASURES,
  limitsFrame,
  type FormatTime,
} from './table-frames.ts';
