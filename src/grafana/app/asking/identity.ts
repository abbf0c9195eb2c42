import type { Labels } from '@grafana/data';
import { ENGINE_LABEL } from '../../../metrics/catalogue/index.ts';
import { engineKey } from '../../../report/index.ts';
import { escapeRegex } from '../../../sources/prometheus-api/index.ts';
import type { Table } from './table.ts';

/** What tells one engine from the others. */
export interface Identity {
  readonly target: string;
  readonly engine: string | undefined;
  readonly model: string | undefined;
  /** With the further labels, such as a namespace; undefined where a frame does not have it. */
  readonly key: string | undefined;
}

export const identityOf = (table: Table, row: number): Identity => ({
  target: table.text('instance', row) ?? '',
  engine: table.text('rank', row),
  model: table.text('model_name', row),
  key: table.text('key', row),
});

/** Of a series, by its labels. */
export function identityOfLabels(labels: Labels): Identity {
  const { instance: target = '', [ENGINE_LABEL.engine]: engine, [ENGINE_LABEL.model]: model, ...further } = labels;
  const key = engineKey({ target, engine: engine ?? null, model: model ?? null, labels: further });
  return { target, engine, model, key };
}

export const isSame = (left: Identity, right: Identity): boolean =>
  left.key !== undefined && right.key !== undefined
    ? left.key === right.key
    : left.target === right.target && left.engine === right.engine && left.model === right.model;

/** For lists of React. */
export const reactKeyOf = ({ target, engine, model, key }: Identity): string =>
  key ?? JSON.stringify([target, engine, model]);

/** The search of an address without a word on which engine. */
export const withoutEngine = (search: URLSearchParams): URLSearchParams =>
  new URLSearchParams([...search].filter(([name]) => !/^(var-)?(target|engine|model)$/.test(name)));

/** The search of an address that shows this engine alone, with everything else as it is. */
export function searchOf({ target, engine, model }: Identity, search: URLSearchParams): URLSearchParams {
  const next = withoutEngine(search);
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') next.set(name, escapeRegex(value));
  };
  set('target', target);
  set('engine', engine);
  set('model', model);
  return next;
}
