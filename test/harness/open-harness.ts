import type { Browser, Page } from 'playwright-core';
import { bundlePage } from './bundle-page.ts';
import { complaintsOf, launchChromium } from './chromium.ts';
import { closeAll } from './close-all.ts';
import { packagesOf, type GrafanaVersion } from './grafana-versions.ts';
import { DECLARED_SETTINGS } from './declared-settings.ts';
import type { DataSourceDeclaration } from './page/page-api.ts';
import { startPageServer, type PageServer } from './page-server.ts';
import { startRecordedPrometheus, type RecordedPrometheus } from './recorded-prometheus.ts';

export interface Harness {
  readonly server: PageServer;
  readonly prometheus: RecordedPrometheus;
  open(options?: PageOptions): Promise<OpenPage>;
  /** Once more after a page was loaded anew. */
  prepare(page: Page): Promise<void>;
  close(): Promise<void>;
}

export interface PageOptions {
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

export interface OpenPage {
  readonly page: Page;
  /** Everything that went wrong on it so far. */
  readonly complaints: string[];
}

/** The Prometheus data source that Grafana has already, and ours beside it, which finds it by itself. */
export const DATA_SOURCES: readonly DataSourceDeclaration[] = [
  { uid: 'prometheus', name: 'Prometheus', type: 'prometheus', isDefault: true },
  { uid: 'ridgeline', name: 'Ridgeline', type: 'ridgeline-vllm-datasource', jsonData: { settings: DECLARED_SETTINGS } },
];

/** For an element to appear; long enough for a machine that does something else besides. */
const WAIT_MILLISECONDS = 10_000;

/** The plugins as one version of Grafana loads them, on a Prometheus that holds recordings. */
export async function openHarness(version: GrafanaVersion, recordings: readonly string[]): Promise<Harness> {
  const bundle = await bundlePage(version);
  const { folder: packages } = packagesOf(version);
  const closing: (() => Promise<unknown>)[] = [];
  const close = (): Promise<void> => closeAll(closing.splice(0));
  try {
    const prometheus = await startRecordedPrometheus(recordings);
    closing.push(() => prometheus.stop());
    const server = await startPageServer({ bundle, packages, prometheusUrl: prometheus.url });
    closing.push(() => server.stop());
    const browser = await launchChromium();
    closing.push(() => browser.close());
    return { server, prometheus, open: (options) => openPage(browser, server.url, options), prepare, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openPage(browser: Browser, url: string, options: PageOptions = {}): Promise<OpenPage> {
  const { theme = 'dark', width = 1280, height = 900 } = options;
  const page = await browser.newPage({ viewport: { width, height } });
  page.setDefaultTimeout(WAIT_MILLISECONDS);
  const complaints = complaintsOf(page);
  await page.goto(`${url}/?theme=${theme}`);
  await prepare(page);
  return { page, complaints };
}

async function prepare(page: Page): Promise<void> {
  await page.waitForFunction('window.harness !== undefined');
  await page.evaluate((all) => {
    window.harness.setDataSources(all);
  }, DATA_SOURCES);
}
