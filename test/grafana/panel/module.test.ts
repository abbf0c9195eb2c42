import {
  FieldConfigProperty,
  getPanelDataSummary,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  type FieldConfigPropertyItem,
} from '@grafana/data';
import { beforeAll, describe, expect, it } from 'vitest';
import { plugin } from '../../../src/grafana/panel/module.ts';
import { DEFAULT_OPTIONS } from '../../../src/grafana/panel/options.ts';
import { ROUND } from './roofline-frames.ts';

beforeAll(() => {
  // Grafana's own editors are in no package.
  const editor = () => null;
  standardEditorsRegistry.setInit(() => ['boolean', 'slider', 'number'].map((id) => ({ id, name: id, editor })));
  standardFieldConfigEditorRegistry.setInit(() =>
    Object.values(FieldConfigProperty).map((id): FieldConfigPropertyItem => ({
      id,
      path: id,
      name: id,
      editor,
      override: editor,
      process: (value: unknown) => value,
      shouldApply: () => true,
      settings: {},
    })),
  );
});

describe('the plugin', () => {
  it('has defaults for every option, as they are read', () => {
    expect(plugin.defaults).toEqual(DEFAULT_OPTIONS);
  });

  it('offers of the standard options data links only', () => {
    expect(plugin.fieldConfigRegistry.list().map(({ id }) => id)).toEqual(['links']);
  });

  it('migrates and suggests', () => {
    expect(plugin.onPanelMigration).toBeDefined();
    expect(plugin.getSuggestions(getPanelDataSummary([...ROUND]))).toHaveLength(1);
  });
});
