import { PluginExtensionPoints, type PluginExtensionAddedLinkConfig, type RawTimeRange } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { addressOf } from '../addresses.ts';
import { addressTimes } from '../asking/time-range.ts';
import { saidByTargets } from './said-by-target.ts';

/** What panel menus and Explore tell of themselves, as far as it matters here. */
export interface PlaceOfLink {
  readonly targets?: readonly DataQuery[];
  readonly timeRange?: RawTimeRange;
}

const TITLE = 'Diagnose this engine';
const DESCRIPTION = 'What limits the vLLM engine behind these numbers, and how long a request arriving now would wait';

/** From a panel or from Explore to the page of the engine that it shows; on no other panel. Mirrored in plugin.json. */
export const DIAGNOSE_LINK: PluginExtensionAddedLinkConfig<PlaceOfLink> = {
  title: TITLE,
  description: DESCRIPTION,
  targets: [PluginExtensionPoints.DashboardPanelMenu, PluginExtensionPoints.ExploreToolbarAction],
  group: { name: 'Ridgeline' },
  path: addressOf('engine'),
  configure: (place) => {
    const path = place && diagnosePath(place);
    return path === undefined ? undefined : { title: TITLE, description: DESCRIPTION, path };
  },
};

/** Undefined where nothing on the panel is about vLLM. */
function diagnosePath({ targets = [], timeRange }: PlaceOfLink): string | undefined {
  const said = saidByTargets(targets);
  if (said === undefined) return undefined;
  const search = new URLSearchParams(said);
  for (const [end, time] of Object.entries(timeRange ? addressTimes(timeRange) : {})) search.set(end, time);
  return addressOf('engine', search);
}
