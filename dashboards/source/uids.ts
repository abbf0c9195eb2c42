/** The dashboards in the order of an operator's questions. Uids are in links and bookmarks of others: they never change. */
export const DASHBOARDS = {
  overview: { uid: 'ridgeline-engine-overview', title: 'Engine overview' },
  queueing: { uid: 'ridgeline-queueing', title: 'Queueing and latency anatomy' },
  goodput: { uid: 'ridgeline-goodput', title: 'Goodput' },
  roofline: { uid: 'ridgeline-roofline', title: 'Roofline' },
  cache: { uid: 'ridgeline-kv-cache', title: 'KV cache and scheduler' },
  fleet: { uid: 'ridgeline-fleet', title: 'Fleet' },
  capacity: { uid: 'ridgeline-capacity', title: 'Capacity review' },
} as const;

export type Page = keyof typeof DASHBOARDS;

/** `engine-overview.json` is `ridgeline-engine-overview`. */
export const fileOf = (page: Page): string => `${DASHBOARDS[page].uid.replace(/^ridgeline-/, '')}.json`;
