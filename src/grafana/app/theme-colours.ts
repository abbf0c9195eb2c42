import type { GrafanaTheme2 } from '@grafana/data';

type Present<T> = T extends object ? { readonly [K in keyof T]: Present<Exclude<T[K], undefined>> } : T;

/** The colours of a theme. Where optional properties are exact, Grafana's types let each be missing; none is. */
export const coloursOf = ({ colors }: GrafanaTheme2): Present<GrafanaTheme2['colors']> =>
  colors as Present<GrafanaTheme2['colors']>;
