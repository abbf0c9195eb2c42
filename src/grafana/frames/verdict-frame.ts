import { createDataFrame, type DataFrame } from '@grafana/data';
import type { EngineReport } from '../../report/index.ts';
import { identityColumns, numberColumn, textColumn } from './columns.ts';
import { customMeta } from './frame-meta.ts';

type Severity = NonNullable<EngineReport['findings']>[number]['severity'];

/** One row per engine, worst first: the one thing that binds it, how sure that is, and how many findings fire. */
export function verdictFrame(engines: readonly EngineReport[]): DataFrame {
  const [name, ...labels] = identityColumns(engines);
  const firing = (severity: Severity) =>
    numberColumn(severity, engines, ({ findings }) => findings?.filter(fires(severity)).length ?? null, {
      unit: 'short',
    });
  return createDataFrame({
    name: 'verdict',
    meta: customMeta('verdict'),
    fields: [
      name,
      textColumn('boundBy', engines, ({ verdict }) => verdict?.boundBy ?? null, 'bound by'),
      textColumn('confidence', engines, ({ verdict }) => verdict?.confidence ?? null),
      textColumn('summary', engines, ({ verdict }) => verdict?.summary ?? null, 'why'),
      firing('critical'),
      firing('warning'),
      firing('info'),
      ...labels,
    ],
  });
}

const fires =
  (wanted: Severity) =>
  ({ state, severity }: { readonly state: string; readonly severity: Severity }): boolean =>
    state === 'fires' && severity === wanted;
