import type { FindingReport } from '../finding-schema.ts';
import type { EngineReport } from '../schema.ts';

/** What fires and is more than worth knowing. */
export const whatMatters = ({ findings = [] }: Pick<EngineReport, 'findings'>): FindingReport[] =>
  findings.filter(({ state, severity }) => state === 'fires' && severity !== 'info');

/** Of that, what is neither what limits the engine nor follows from another finding. */
export const besideTheLimit = (engine: Pick<EngineReport, 'findings' | 'verdict'>): FindingReport[] =>
  whatMatters(engine).filter(({ id, explainedBy }) => id !== engine.verdict?.boundBy && explainedBy === undefined);
