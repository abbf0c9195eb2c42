// Takes a source, and how a report is made of what it sees. Gives the report over HTTP: as Prometheus metrics and as JSON.
// Beside every measure stands the exporter's own health.
// Never computes a measure; what is unknown is an absent series.
export { GAUGES, type GaugeInfo } from './gauges.ts';
export { startExporter, type Exporter, type ExporterOptions } from './service.ts';
