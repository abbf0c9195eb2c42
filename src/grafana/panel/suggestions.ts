import {
  VisualizationSuggestionScore,
  type VisualizationSuggestion,
  type VisualizationSuggestionsSupplier,
} from '@grafana/data';
import type { RooflineOptions } from './options.ts';
import { rooflineFrameKind } from './read-frames.ts';

/** One card for the answer of a query of kind Roofline; nothing for anything else. */
export const suggestRoofline: VisualizationSuggestionsSupplier<RooflineOptions> = ({ rawFrames }) => {
  const hasPoints = rawFrames?.some((frame) => rooflineFrameKind(frame) === 'roofline-points' && frame.length > 0);
  return hasPoints ? [CARD] : undefined;
};

const CARD: VisualizationSuggestion<RooflineOptions> = {
  name: 'Roofline',
  score: VisualizationSuggestionScore.Best,
  cardOptions: {
    previewModifier: (suggestion) => {
      suggestion.options = { ...suggestion.options, showWords: false, showLegend: false, labelledEngines: 0 };
    },
  },
};
