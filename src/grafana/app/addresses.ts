import { APP_ID } from '../query/index.ts';

export type Page = 'overview' | 'engine' | 'capacity' | 'setup';

/** Where a page of the app is, with what it is to show. */
export const addressOf = (page: Page, search?: URLSearchParams): string => {
  const text = search?.toString() ?? '';
  return `/a/${APP_ID}/${page}${text === '' ? '' : `?${text}`}`;
};
