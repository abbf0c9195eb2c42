import { LoadingState, transformDataFrame, type DataTransformerConfig } from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { OWN_UID } from '../own-uid.ts';
import type { PlainQuery, PlainRange } from '../page-api.ts';
import { queryRequest } from '../query-request.ts';
import { answerOf, type Answer } from '../run-query.ts';
import { templateSrv } from '../runtime-services.ts';
import type { PanelJson } from './dashboard-json.ts';

const NOTHING: Answer = { state: LoadingState.Done, frames: [], errors: [] };

/** Runs the targets of a panel, each at its data source, and then its transformations. */
export async function panelAnswer(panel: PanelJson, range: PlainRange, width: number): Promise<Answer> {
  const targets = panel.targets ?? [];
  const uidOf = (of: { readonly datasource?: { readonly uid?: string } }): string | undefined =>
    of.datasource?.uid === undefined ? undefined : templateSrv.replace(of.datasource.uid);
  const byUid = new Map<string, PlainQuery[]>();
  for (const target of targets) {
    const uid = uidOf(target) ?? uidOf(panel) ?? OWN_UID;
    byUid.set(uid, [...(byUid.get(uid) ?? []), target]);
  }
  const maxDataPoints = panel.maxDataPoints ?? Math.max(1, Math.floor(width));
  const answers = await Promise.all(
    [...byUid].map(([uid, some]) => answerOf(uid, queryRequest({ range, targets: some, maxDataPoints }))),
  );
  const together = answers.reduce(
    (sum, { state, frames, errors }) => ({
      state: sum.state === LoadingState.Error ? sum.state : state,
      frames: [...sum.frames, ...frames],
      errors: [...sum.errors, ...errors],
    }),
    NOTHING,
  );
  const transformations = (panel.transformations ?? []).filter(({ disabled }) => disabled !== true);
  return transformations.length === 0 ? together : transformed(together, transformations);
}

async function transformed(answer: Answer, transformations: readonly DataTransformerConfig[]): Promise<Answer> {
  const interpolated = JSON.parse(templateSrv.replace(JSON.stringify(transformations))) as DataTransformerConfig[];
  const context = { interpolate: (text: string) => templateSrv.replace(text) };
  return { ...answer, frames: await lastValueFrom(transformDataFrame(interpolated, answer.frames, context)) };
}
