import type { DataFrame, Field } from '@grafana/data';
import type { PlainAnswer, PlainField, PlainFrame } from './page-api.ts';
import type { Answer } from './run-query.ts';

export const plainAnswer = ({ state, frames, errors }: Answer): PlainAnswer => ({
  state,
  frames: frames.map(plainFrame),
  errors,
});

const plainFrame = ({ name, refId, meta, fields }: DataFrame): PlainFrame => ({
  name,
  refId,
  meta: JSON.parse(JSON.stringify(meta ?? {})) as Record<string, unknown>,
  fields: fields.map(plainField),
});

const plainField = ({ name, type, config, labels, values }: Field): PlainField => ({
  name,
  type,
  unit: config.unit,
  displayName: config.displayNameFromDS ?? config.displayName,
  labels: labels ?? {},
  values: [...(values as unknown[])],
});
