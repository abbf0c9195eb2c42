import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { parseSettings, type Settings } from '../../src/settings/index.ts';

export function settingsOf(document: unknown): Settings {
  const result = parseSettings(document);
  if ('problems' in result) throw new Error(result.problems.join('\n'));
  return result.settings;
}

/** The settings that the committed rules are generated from. */
export const provisionedSettings = settingsOf(parse(readFileSync('provisioning/prometheus/ridgeline.yaml', 'utf8')));
