import type { LinkModel } from '@grafana/data';
import type { OperatingPoint } from './picture.ts';

/** Whether a point may have links; quick, for it is asked of every point. */
export const hasLinks = ({ source }: OperatingPoint): boolean =>
  source?.frame.fields.some(({ config }) => (config.links?.length ?? 0) > 0) ?? false;

/** The links of all fields in the row of a point, each once. */
export function linksOf({ source }: OperatingPoint): LinkModel[] {
  if (!source) return [];
  const links = source.frame.fields.flatMap(
    (field): LinkModel[] => field.getLinks?.({ valueRowIndex: source.row }) ?? [],
  );
  return [...new Map(links.map((link) => [`${link.title}\n${link.href}`, link])).values()];
}
