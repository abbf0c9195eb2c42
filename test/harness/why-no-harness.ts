import { whyNoChromium } from './chromium.ts';
import { whyMissing } from './installed.ts';

/** Why the harness cannot run here, said loudly; undefined where it can. */
export const whyNoHarness = (): string | undefined => whyNoChromium() ?? whyMissing('prometheus', 'promtool');
