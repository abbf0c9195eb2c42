import { PanelBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';
import { gridPos, type Place } from './place.ts';

export const notePanel = (title: string, at: Place, description: string, markdown: string): PanelBuilder =>
  new PanelBuilder()
    .title(title)
    .description(description)
    .gridPos(gridPos(at))
    .mode(TextMode.Markdown)
    .content(markdown);

/** Where people look for alerts, and do not find any. */
export const alertingNote = (at: Place): PanelBuilder =>
  notePanel(
    'Alerts',
    at,
    'Why no alert can be made from these panels, and what does it instead.',
    'These panels cannot be made into alert rules: Grafana evaluates rules on its server, and this data source computes in the browser. Load `provisioning/prometheus/*.rules.yml` into Prometheus instead: the same measures as recording rules, with alerts and a runbook. `ridgeline rules` generates them for your objectives; `ridgeline export` serves what PromQL cannot express, and `rules --from-exporter` makes each finding an alert.',
  );
