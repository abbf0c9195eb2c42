import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { DEFAULT_OPTIONS, MOST_LABELLED_ENGINES, type RooflineOptions } from './options.ts';

/** The options pane, in the order in which the picture is read. */
export function addPanelOptions(builder: PanelOptionsEditorBuilder<RooflineOptions>): void {
  builder
    // Nobody sets it; that it is there tells later versions what they read.
    .addNumberInput({ path: 'version', name: 'Version', defaultValue: DEFAULT_OPTIONS.version, showIf: () => false })
    .addBooleanSwitch({
      path: 'showTrail',
      name: 'Trail',
      description: 'Where each engine was before, fading with age.',
      defaultValue: DEFAULT_OPTIONS.showTrail,
    })
    .addBooleanSwitch({
      path: 'showLimits',
      name: 'Limits',
      description: 'The batches at which something ends: slots, KV cache, objective, saturation.',
      defaultValue: DEFAULT_OPTIONS.showLimits,
    })
    .addBooleanSwitch({
      path: 'showUnusedRoofs',
      name: 'Roofs not in use',
      description: 'Peaks of number formats that the hardware has and the engine does not use.',
      defaultValue: DEFAULT_OPTIONS.showUnusedRoofs,
    })
    .addSliderInput({
      path: 'labelledEngines',
      name: 'Labelled engines',
      description: 'The farthest from their roofs. The others are named on hover and focus.',
      defaultValue: DEFAULT_OPTIONS.labelledEngines,
      settings: { min: 0, max: MOST_LABELLED_ENGINES, step: 1 },
    })
    .addBooleanSwitch({
      path: 'showWords',
      name: 'In words',
      description: 'A sentence on the distance to the roof.',
      defaultValue: DEFAULT_OPTIONS.showWords,
    })
    .addBooleanSwitch({
      path: 'showLegend',
      name: 'Legend',
      description: 'What the marks mean, and buttons that hide them.',
      defaultValue: DEFAULT_OPTIONS.showLegend,
    });
}
