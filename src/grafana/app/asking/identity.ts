import type { Labels } from '@grafana/data';
import { escapeRegex } from '../../../sources/prometheus-api/index.ts';
import type { Table } from './table.ts';

/** What tells one engine from the others. */
export interface Identity {
  readonly target: string;
  readonly engine: string | undefined;
  readonly model: string | undefined;
}

export const identityOf = (table: Table, row: number): Identity => ({
  target: table.text('instance', row) ?? '',
  engine: table.text('rank', row),
  model: table.text('model_name', row),
});

const identityOfLabels = (labels: Labels): Identity => ({
  target: labels['instance'] ?? '',
  engine: labels['engine'],
  model: labels['model_name'],
});

export const isOf = ({ target, engine, model }: Identity, labels: Labels): boolean => {
  const other = identityOfLabels(labels);
  return other.target === target && other.engine === engine && other.model === model;
};

/** The search of an address that shows this engine alone, with everything else as it is. */
export function searchOf({ target, engine, model }: Identity, search: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams([...search].filter(([name]) => !/^var-|^(target|engine|model)$/.test(name)));
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') next.set(name, escapeRegex(value));
  };
  set('target', target);
  set('engine', engine);
  set('model', model);
  return next;
}
