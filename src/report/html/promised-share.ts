import { USUAL_SHARE } from '../../settings/index.ts';
import type { EngineReport, Report } from '../schema.ts';

/** The share of its requests that an engine was to serve as promised. */
export function promisedShare({ settings: places }: EngineReport, { settings }: Pick<Report, 'settings'>): number {
  const place = places?.objective ?? null;
  return (place === null ? undefined : settings?.objectives[place]?.share) ?? USUAL_SHARE;
}
