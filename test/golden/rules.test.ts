import { expect, it } from 'vitest';
import { printInhibitions, ruleFile, RULE_KINDS } from '../../src/exporter/rules/index.ts';
import { provisionedSettings } from '../provisioning/settings.ts';

// What `ridgeline rules --from-exporter` writes when asked for nothing else, with the settings that lie beside the files.
it.each(RULE_KINDS)('the committed %s rules are those that are generated', async (kind) => {
  const text = ruleFile([kind], provisionedSettings, {
    windowSeconds: 300,
    runbookUrl: 'provisioning/prometheus/runbook.md',
    pagesUrl: 'docs/rules',
    fromExporter: true,
  });
  await expect(text).toMatchFileSnapshot(`../../provisioning/prometheus/ridgeline-${kind}.rules.yml`);
});

it('the committed inhibitions are those that are generated', async () => {
  await expect(printInhibitions()).toMatchFileSnapshot('../../provisioning/prometheus/ridgeline-inhibitions.yml');
});
