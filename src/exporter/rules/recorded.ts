import { ENGINE, type Scope } from './level.ts';
import { recordName } from './record-name.ts';
import type { RecordingRule } from './rule.ts';

type Name = Parameters<typeof recordName>;

/** A row of a table of recording rules. The law is said where it first appears, with the engines. */
export const recorded = (
  scope: Scope,
  [id, operation]: readonly [Name[1], Name[2]],
  expr: string,
  comment?: string,
): RecordingRule => ({
  record: recordName(scope, id, operation),
  expr,
  ...(comment !== undefined && scope.level === ENGINE && { comment }),
});
