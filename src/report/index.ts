// Takes analyses and comparisons. Gives the one result that every surface shows, as JSON, text and Markdown.
// Never computes a measure; never prints what it did not make printable.
export { assemble, type ReportFacts, type StepFacts } from './assemble.ts';
export { capabilityDocument } from './capability-document.ts';
export { capabilityScene } from './capability-scene.ts';
export { comparisonReport } from './comparison/comparison-report.ts';
export { comparisonJsonSchema, comparisonSchema, type ComparisonReport } from './comparison/comparison-schema.ts';
export { renderComparisonMarkdown, renderComparisonText } from './comparison/render-comparison.ts';
export { renderCapability, type CapabilityTextOptions } from './render-capability.ts';
export { renderHtml, type HtmlOptions } from './html/render-html.ts';
export type { Origin } from './origin.ts';
export { renderMarkdown } from './render-markdown.ts';
export { renderRule } from './render-rule.ts';
export { engineAnswer, type EngineAnswer, type EngineState } from './engine-answer.ts';
export { hardwareLimits } from './hardware-limits.ts';
export { episodeReport } from './episode-report.ts';
export type { EpisodeReport } from './episode-schema.ts';
export { limitsOf, type Limit } from './limits.ts';
export { engineBlock, printableReport, renderText, type Beside, type TextOptions } from './render-text.ts';
export {
  reportJsonSchema,
  reportSchema,
  type EngineReport,
  type FleetReport,
  type Report,
  type ReportedMeasure,
  type StepReport,
} from './schema.ts';
export { areaOf, pathOf, runsOf, type Vertex } from './charts/runs.ts';
export { linearScale, niceTicks, timeTicks, type Scale } from './charts/scale.ts';
export { boundBy, silentOf } from './text/bound-by.ts';
export { fleetTable } from './text/fleet-table.ts';
export { insideSentence } from './text/inside-sentence.ts';
export { LIMIT_NAMES, rooflineScene } from './roofline-scene.ts';
export { PLAIN, type Paint } from './text/paint.ts';
export { engineKey, engineName } from './text/title.ts';
export { actionInWords, predicted, shownFindings } from './text/what-to-change.ts';
export { withTitles } from './text/with-titles.ts';
export { changesInWords } from './text/when.ts';
export { wrap } from './text/wrap.ts';
export { RIDGELINE_VERSION, SCHEMA_VERSION } from './version.ts';
