import { ENGINE_LABEL } from '../../../metrics/catalogue/index.ts';
import type { Rule } from '../../../diagnosis/index.ts';
import { insideSentence } from '../../../report/index.ts';
import { TARGET_LABEL } from '../../engine-labels.ts';
import { BOUND_BY, FINDING } from '../../verdict-gauges.ts';
import { equals } from '../promql.ts';
import type { AlertRule } from '../rule.ts';
import { spanOf } from '../span.ts';
import { JUDGED_ENGINE, plainText } from '../template.ts';

/**
 * How long a finding lasts before someone is told. A choice by role: who waits for an engine that stands still, or for a limit,
 * waits now; what makes steps longer has done so for hours; what is wrong with the data can wait for the next scrapes.
 */
const LASTS_SECONDS: Readonly<Record<Rule['role'], number>> = {
  standstill: 120,
  limit: 300,
  symptom: 300,
  contribution: 900,
  ceiling: 1800,
  instrument: 900,
};

/** A choice: one report that is quiet between those that fire, four of them a minute, is no end of it. */
const BRIDGED = spanOf(60);

/** `sequence-cap` → `RidgelineSequenceCap` */
export const findingAlertName = (id: string): string =>
  `Ridgeline${id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}`;

/**
 * A rule of diagnosis fires in what the exporter serves. Whatever severity the finding has at a moment, the alert has that of
 * the rule: `for` would begin anew whenever a label changes. What is silenced as a consequence is Alertmanager's business.
 */
export const findingAlert = ({ id, title, role, severity, page }: Rule): AlertRule => ({
  alert: findingAlertName(id),
  expr: `max without (severity) (max_over_time(${FINDING}{${equals('id', id)}}[${BRIDGED.text}])) == 1`,
  for: spanOf(LASTS_SECONDS[role]),
  severity,
  page: id,
  comment: `${title}.`,
  summary: `${JUDGED_ENGINE}: ${plainText(insideSentence(title))}`,
  description: `${plainText(page.whatItMeans)}\nWhat binds the engine now: ${BINDS}.`,
});

const ENGINE_LABELS = [TARGET_LABEL, ENGINE_LABEL.engine, ENGINE_LABEL.model];

/** What binds the same engine, and how sure that is. */
const BINDS = `{{ with printf "${BOUND_BY}{${ENGINE_LABELS.map((name) => `${name}=%q`).join(',')}}" ${ENGINE_LABELS.map((name) => `$labels.${name}`).join(' ')} | query }}{{ . | first | label "id" }} (confidence {{ . | first | label "confidence" }}){{ else }}unknown{{ end }}`;
