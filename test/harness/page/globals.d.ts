import type { HarnessApi } from './page-api.ts';

declare global {
  interface Window {
    readonly harness: HarnessApi;
  }
}
