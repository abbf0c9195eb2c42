/** What the harness makes and keeps: the packages of another Grafana, bundles of its page. */
export const CACHE = 'node_modules/.cache/ridgeline-harness';
