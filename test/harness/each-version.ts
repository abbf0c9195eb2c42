import { afterAll, beforeAll, describe } from 'vitest';
import { GRAFANA_VERSIONS, type GrafanaVersion } from './grafana-versions.ts';
import { openHarness, type Harness } from './open-harness.ts';
import { whyNoHarness } from './why-no-harness.ts';

const missing = whyNoHarness();

/** The same tests in every version of Grafana, each with a harness of its own. */
export function inEachGrafana(
  what: string,
  recordings: readonly string[],
  tests: (harness: () => Harness, version: GrafanaVersion) => void,
): void {
  describe.skipIf(missing !== undefined).each(GRAFANA_VERSIONS)(`${what}, in %s`, (version) => {
    let harness: Harness | undefined;
    const opened = (): Harness => {
      if (!harness) throw new Error('The harness is open only while tests run');
      return harness;
    };
    beforeAll(async () => {
      harness = await openHarness(version, recordings);
    });
    afterAll(() => harness?.close());
    tests(opened, version);
  });
}
