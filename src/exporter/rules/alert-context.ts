import type { AlertSettings } from '../../settings/index.ts';
import type { Scope } from './level.ts';
import type { Promised } from './promises.ts';

/** What an alert is written from: thresholds come from the settings, numbers from recording rules of engines. */
export interface AlertContext {
  readonly scope: Scope;
  readonly thresholds: AlertSettings;
  readonly promised: readonly Promised[];
}
