// Takes what the operator wrote down. Gives it validated, and what applies to one engine.
// Never reads a file; never guesses what is not declared.
export { matchSettings, type EngineSettings } from './match.ts';
export { withObjective } from './with-objective.ts';
export { promisedLatencies, type PromisedLatency } from './promised.ts';
export { USUAL_SHARE } from './usual-share.ts';
export {
  alertSettings,
  NO_SETTINGS,
  parseSettings,
  settingsSchema,
  type AlertSettings,
  type Deployment,
  type Objective,
  type Settings,
  type SettingsResult,
} from './schema.ts';
