import type { DataQuery } from '@grafana/schema';
import { getTemplateSrv } from '@grafana/runtime';
import { ENGINE_LABEL } from '../../../metrics/catalogue/index.ts';
import { escapeRegex } from '../../../sources/prometheus-api/index.ts';
import { DATASOURCE_TYPE, type RidgelineQuery } from '../../query/index.ts';

type Said = Readonly<Record<string, string>>;

/** What the first target that is about vLLM says of the data source and of the engine, as the page takes it. */
export function saidByTargets(targets: readonly DataQuery[]): Said | undefined {
  for (const target of targets) {
    const said = isOwn(target) ? saidByOwn(target) : saidByPromQl((target as { readonly expr?: unknown }).expr);
    if (said !== undefined) return said;
  }
  return undefined;
}

const isOwn = (target: DataQuery): target is RidgelineQuery => target.datasource?.type === DATASOURCE_TYPE;

function saidByOwn({ datasource, model, engine, target }: RidgelineQuery): Said {
  return given({
    ds: getTemplateSrv().replace(datasource?.uid ?? ''),
    ...given({ model: filled(model), engine: filled(engine), target: filled(target) }),
  });
}

const LABELS: Readonly<Record<string, string>> = {
  [ENGINE_LABEL.model]: 'model',
  [ENGINE_LABEL.engine]: 'engine',
  instance: 'target',
};

const MATCHERS = new RegExp(`\\b(${Object.keys(LABELS).join('|')})\\s*(=~?)\\s*"((?:[^"\\\\]|\\\\.)*)"`, 'g');

function saidByPromQl(expression: unknown): Said | undefined {
  // A recording rule keeps the name of the metric in its own.
  if (typeof expression !== 'string' || !/\bvllm:/.test(expression)) return undefined;
  const matchers = expression.matchAll(MATCHERS);
  return given(
    Object.fromEntries(
      [...matchers].map(([, label = '', operator, text = '']) => [
        LABELS[label] ?? label,
        filled(text.replace(/\\(.)/g, '$1'), operator === '=' && !text.includes('$')),
      ]),
    ),
  );
}

/** With the dashboard's variables put in, as a regular expression; what means everything says nothing. */
function filled(text = '', isLiteral = false): string {
  const value = isLiteral ? escapeRegex(text) : getTemplateSrv().replace(text, undefined, 'regex');
  return /^\(?\.[*+]\)?$/.test(value) ? '' : value;
}

const given = (said: Said): Said => Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''));
