import type { Deployment, Objective, Settings } from './schema.ts';

/** What the settings say of one engine. */
export interface EngineSettings {
  readonly deployment: Deployment | undefined;
  readonly objective: Objective | undefined;
}

/** The first deployment and the first objective whose patterns match; a pattern not given matches everything. */
export const matchSettings = (
  { deployments, objectives }: Settings,
  engine: { readonly model: string | null; readonly target: string },
): EngineSettings => {
  const applies = ({ match }: Deployment | Objective): boolean =>
    matches(match.model, engine.model ?? '') && matches(match.target, engine.target);
  return { deployment: deployments.find(applies), objective: objectives.find(applies) };
};

const matches = (pattern: string | undefined, text: string): boolean =>
  pattern === undefined || new RegExp(`^(?:${pattern})$`).test(text);
