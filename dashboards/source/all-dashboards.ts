import type { ClassicDashboard } from './classic-dashboard.ts';
import { capacityReview } from './pages/capacity-review.ts';
import { engineOverview } from './pages/engine-overview.ts';
import { fleet } from './pages/fleet.ts';
import { goodput } from './pages/goodput.ts';
import { kvCache } from './pages/kv-cache.ts';
import { queueing } from './pages/queueing.ts';
import { roofline } from './pages/roofline.ts';
import { fileOf, type Page } from './uids.ts';

const PAGES: Readonly<Record<Page, () => ClassicDashboard>> = {
  overview: engineOverview,
  queueing,
  goodput,
  roofline,
  cache: kvCache,
  fleet,
  capacity: capacityReview,
};

/** The files of the folder above, by name. */
export const dashboardFiles = (): ReadonlyMap<string, string> =>
  new Map((Object.keys(PAGES) as Page[]).map((page) => [fileOf(page), `${JSON.stringify(PAGES[page](), null, 2)}\n`]));
