import type { DataSourceSettings } from '@grafana/data';
import type { RidgelineOptions, RidgelineSecrets } from '../../query/index.ts';

export type EditedOptions = DataSourceSettings<RidgelineOptions, RidgelineSecrets>;

/** How each part of the settings takes the options and gives them back. */
export interface OptionsPartProps {
  /** Begins the ids of all inputs. */
  readonly id: string;
  readonly options: EditedOptions;
  /** Provisioned: to be read only. */
  readonly disabled: boolean;
  readonly onChange: (options: EditedOptions) => void;
}
