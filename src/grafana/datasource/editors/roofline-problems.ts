import { isUnresolved, resolveDeployment } from '../../../roofline/index.ts';
import { parseSettings } from '../../../settings/index.ts';
import type { Document } from './settings-document.ts';

/** Why there will be no roofline of a deployment: a GPU, a model or a format that is not known. What is not declared is no problem yet. */
export function rooflineProblems(deployment: Document): readonly string[] {
  const parsed = parseSettings({ deployments: [deployment] });
  if ('problems' in parsed) return [];
  const resolved = resolveDeployment(parsed.settings.deployments[0], null);
  if (!isUnresolved(resolved)) return [];
  return resolved.problems
    .filter((problem) => problem.includes(': '))
    .map((problem) => problem.replace(/^deployments\[\]\./, ''));
}
