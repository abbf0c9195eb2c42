import { createDataFrame, type DataFrame } from '@grafana/data';
import { actionInWords, type EngineReport } from '../../report/index.ts';
import { identityColumns, textColumn } from './columns.ts';
import { customMeta } from './frame-meta.ts';

export type Finding = NonNullable<EngineReport['findings']>[number];

/** One row per finding that fires, worst engine first, causes before what follows from them; beside each all that it says. */
export function findingsFrame(engines: readonly EngineReport[]): DataFrame {
  const rows = engines.flatMap((engine) =>
    (engine.findings ?? []).filter(({ state }) => state === 'fires').map((finding) => ({ engine, finding })),
  );
  const [name, ...labels] = identityColumns(rows.map(({ engine }) => engine));
  return createDataFrame({
    name: 'findings',
    meta: customMeta(
      'findings',
      rows.map(({ finding }) => finding),
    ),
    fields: [
      name,
      textColumn('severity', rows, ({ finding }) => finding.severity),
      textColumn('finding', rows, ({ finding }) => finding.id),
      textColumn('message', rows, ({ finding }) => finding.message, 'what'),
      textColumn('do', rows, ({ finding }) => whatToDo(finding), 'what to do'),
      textColumn('confidence', rows, ({ finding }) => finding.confidence ?? null),
      textColumn('followsFrom', rows, ({ finding }) => finding.explainedBy ?? null, 'follows from'),
      ...labels,
    ],
  });
}

/** What follows from something else goes with it. */
function whatToDo({ explainedBy, actions }: Finding): string | null {
  const first = actions?.[0];
  return first === undefined || explainedBy !== undefined ? null : actionInWords(first);
}
