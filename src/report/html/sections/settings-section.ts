import type { SettingsReport } from '../../settings-schema.ts';
import type { EngineView } from '../engine-view.ts';
import { html, type Html, type Part } from '../html.ts';
import { table } from '../table.ts';
import { section } from './section.ts';

/** What was declared and applies to this engine; the rest is not used here. */
export function settingsSection(view: EngineView, settings: SettingsReport | undefined): Html | undefined {
  const name = { id: 'settings', title: 'Settings used' };
  const places = view.engine.settings;
  if (!settings || !places) return undefined;
  const deployment = places.deployment === null ? undefined : settings.deployments[places.deployment];
  const objective = places.objective === null ? undefined : settings.objectives[places.objective];
  const rows = [
    ...rowsOf('deployment', deployment),
    ...rowsOf('objective', objective),
    ...rowsOf('rules', settings.rules),
  ];
  return section(name, view, [
    rows.length === 0
      ? html`<p class="soft">Nothing was declared: no hardware, no model, no objective.</p>`
      : table({
          caption: 'Declared, as ridgeline.yaml spells it; all else is as measured, or the default',
          head: ['setting', 'value'],
          rows,
        }),
  ]);
}

/** A row for each value: "deployment.hardware.gpu". */
function rowsOf(path: string, declared: unknown): Part[][] {
  if (declared === undefined) return [];
  if (typeof declared !== 'object' || declared === null) return [[html`<code>${path}</code>`, String(declared)]];
  return Object.entries(declared).flatMap(([key, inner]) => rowsOf(`${path}.${key}`, inner));
}
