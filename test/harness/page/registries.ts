/* eslint-disable @typescript-eslint/no-deprecated -- this is Grafana's side, which still gives what is deprecated */
import {
  FieldConfigProperty,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
  type FieldConfigPropertyItem,
  type StandardEditorsRegistryItem,
  type TransformerRegistryItem,
} from '@grafana/data';

const EDITORS =
  'number slider text strings boolean select multi-select radio color unit links actions mappings thresholds fieldColor stats-picker field-name timezone dashboard-uid';

const nothing = (): null => null;

/** Grafana's own editors are not on npm; with stand-ins, builders of options and field overrides work all the same. */
export function fillRegistries(): void {
  standardEditorsRegistry.setInit(() =>
    EDITORS.split(' ').map((id): StandardEditorsRegistryItem => ({ id, name: id, editor: nothing })),
  );
  standardFieldConfigEditorRegistry.setInit(() =>
    Object.values(FieldConfigProperty).map((id): FieldConfigPropertyItem => ({
      id,
      path: id,
      name: id,
      editor: nothing,
      override: nothing,
      process: (value: unknown) => value,
      shouldApply: () => true,
      getItemsCount: () => 0,
      settings: {},
    })),
  );
  standardTransformersRegistry.setInit(() =>
    Object.values(standardTransformers).map(
      (transformation) =>
        ({
          id: transformation.id,
          name: transformation.name,
          transformation,
          editor: nothing,
        }) as unknown as TransformerRegistryItem,
    ),
  );
}
