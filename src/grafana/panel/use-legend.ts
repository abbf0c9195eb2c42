import { useMemo, useState } from 'react';
import type { LegendItem } from './legend-items.ts';
import type { RooflineOptions } from './options.ts';
import type { Part, View } from './scene-in-view.ts';

interface LegendState {
  readonly view: View;
  readonly isShown: (item: LegendItem) => boolean;
  readonly toggle: (item: LegendItem) => void;
}

/** What one has toggled, over what the options say; it is forgotten with the panel. */
export function useLegend(options: RooflineOptions): LegendState {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const { showTrail, showLimits, showUnusedRoofs, labelledEngines } = options;
  const view = useMemo((): View => {
    const hiddenAtFirst: readonly (readonly [Part, boolean])[] = [
      ['prefill', false],
      ['decode', false],
      ['together', false],
      ['trail', !showTrail],
      ['limits', !showLimits],
      ['unusedRoofs', !showUnusedRoofs],
    ];
    return {
      hiddenParts: new Set(
        hiddenAtFirst.filter(([part, isHidden]) => isHidden !== toggled.has(part)).map(([part]) => part),
      ),
      hiddenEngines: new Set([...toggled].filter((id) => id.startsWith(ENGINE)).map((id) => id.slice(ENGINE.length))),
      labelledEngines,
    };
  }, [toggled, showTrail, showLimits, showUnusedRoofs, labelledEngines]);
  return {
    view,
    isShown: ({ toggles }) =>
      'part' in toggles ? !view.hiddenParts.has(toggles.part) : !view.hiddenEngines.has(toggles.engine),
    toggle: ({ id }) => {
      setToggled((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      });
    },
  };
}

// Before the key of an engine in the id of its entry.
const ENGINE = 'engine ';
