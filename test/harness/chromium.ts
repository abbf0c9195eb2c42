import { spawnSync } from 'node:child_process';
import { chromium, type Browser, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/** $CHROMIUM, or the first of the usual programs that there is. */
function findChromium(): string | undefined {
  const candidates = process.env['CHROMIUM'] ? [process.env['CHROMIUM']] : NAMES;
  const name = candidates.find((each) => spawnSync(each, ['--version']).status === 0);
  return name?.includes('/') ? name : name && spawnSync('which', [name]).stdout.toString().trim();
}

/** Why nothing can be drawn here; undefined where it can. Said loudly, since a skipped test proves nothing. */
export function whyNoChromium(): string | undefined {
  if (findChromium()) return undefined;
  const reason = `SKIPPED: no ${NAMES.join(', ')} and no $CHROMIUM; apt-get install chromium`;
  process.stderr.write(`${reason}\n`);
  return reason;
}

export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium');
  return chromium.launch({ executablePath, args: FLAGS.split(' ') });
}

/** Fonts of Grafana are not on npm; everything else that is missing is a mistake. */
const FONT = /\.woff2?$|\/fonts\//;

/** Collects what went wrong on a page: errors on the console or thrown, and answers that failed. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const { url } = message.location();
    if (message.type() === 'error' && !FONT.test(url)) complaints.push(`console: ${message.text()} (${url})`);
  });
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.stack ?? error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400 && !FONT.test(response.url())) {
      complaints.push(`${response.status()}: ${response.url()}`);
    }
  });
  return complaints;
}
