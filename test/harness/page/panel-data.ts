import {
  applyFieldOverrides,
  getPanelOptionsWithDefaults,
  LoadingState,
  type FieldConfigSource,
  type PanelData,
  type PanelPlugin,
} from '@grafana/data';
import { theme } from './page-theme.ts';
import type { PlainRange } from './page-api.ts';
import { timeRange } from './query-request.ts';
import type { Answer } from './run-query.ts';
import { templateSrv } from './runtime-services.ts';

export interface Configured {
  readonly options: object;
  readonly fieldConfig: FieldConfigSource;
}

/** Options and field configuration as a dashboard has them once the plugin's defaults are in. */
export function configured(plugin: PanelPlugin, stored: Partial<Configured>, title = ''): Configured {
  const migrated = plugin.onPanelMigration?.({
    id: 1,
    title,
    type: plugin.meta.id,
    options: stored.options ?? {},
  } as never);
  const currentOptions = (migrated ?? stored.options ?? {}) as Record<string, unknown>;
  const { options, fieldConfig } = getPanelOptionsWithDefaults({
    plugin,
    currentOptions,
    currentFieldConfig: stored.fieldConfig ?? { defaults: {}, overrides: [] },
    isAfterPluginChange: false,
  });
  return { options: options, fieldConfig };
}

/** The data of a panel after the field overrides, with display processors on every field. */
export function panelData(
  answer: Answer,
  plugin: PanelPlugin,
  { fieldConfig }: Configured,
  range: PlainRange,
): PanelData {
  const series = applyFieldOverrides({
    data: answer.frames,
    fieldConfig,
    fieldConfigRegistry: plugin.fieldConfigRegistry,
    replaceVariables: (text, scopedVars, format) => templateSrv.replace(text, scopedVars, format),
    theme,
    timeZone: 'utc',
  });
  return {
    state: answer.errors.length > 0 ? LoadingState.Error : answer.state,
    series,
    timeRange: timeRange(range),
    errors: answer.errors.map(({ refId, message }) => ({ message, ...(refId !== undefined && { refId }) })),
  };
}
