import { settingRows } from '../../setting-rows.ts';
import type { SettingsReport } from '../../settings-schema.ts';
import type { EngineView } from '../engine-view.ts';
import { html } from '../html.ts';
import { table } from '../table.ts';
import { section, type Section } from './section.ts';

/** What was declared and applies to this engine. */
export function settingsSection(view: EngineView, settings: SettingsReport | undefined): Section | undefined {
  const rows = settingRows(view.engine, settings);
  if (!rows) return undefined;
  return section({ id: 'settings', title: 'Settings used' }, view, [
    rows.length === 0
      ? html`<p class="soft">Nothing was declared: no hardware, no model, no objective.</p>`
      : table({
          caption: 'Declared, as ridgeline.yaml spells it; all else is as measured, or the default',
          head: ['setting', 'value'],
          rows: rows.map(([key, declared]) => [html`<code>${key}</code>`, declared]),
        }),
  ]);
}
