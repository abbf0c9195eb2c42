import { locationUtil } from '@grafana/data';
import type { OwnSettings } from '../asking/own-data-sources.ts';

/** Where Grafana edits a data source. */
export const settingsAddress = ({ uid }: OwnSettings): string =>
  locationUtil.assureBaseUrl(`/connections/datasources/edit/${encodeURIComponent(uid)}`);
