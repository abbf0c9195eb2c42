import { FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { migrateOptions } from './migrate-options.ts';
import type { RooflineOptions } from './options.ts';
import { addPanelOptions } from './panel-options.ts';
import { RooflinePanel } from './RooflinePanel.tsx';
import { suggestRoofline } from './suggestions.ts';

// Axes, units and colours follow from what a roofline is; links are the user's.
const LEFT_TO_THE_USER = [FieldConfigProperty.Links];

export const plugin = new PanelPlugin<RooflineOptions>(RooflinePanel)
  .setPanelOptions(addPanelOptions)
  .useFieldConfig({
    disableStandardOptions: Object.values(FieldConfigProperty).filter((each) => !LEFT_TO_THE_USER.includes(each)),
  })
  .setMigrationHandler(migrateOptions)
  .setSuggestionsSupplier(suggestRoofline);
