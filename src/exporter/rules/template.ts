import { ENGINE_LABEL } from '../../metrics/catalogue/index.ts';
import { TARGET_LABEL } from '../engine-labels.ts';
import { ENGINE, MODEL } from './level.ts';

/** Pieces of Prometheus' template language for the texts of alerts. */

/** The value of a label of the alert. */
export const label = (name: string): string => `{{ $labels.${name} }}`;

/** How an engine is called in a summary. */
export const ENGINE_NAME = `${label(ENGINE_LABEL.model)} on ${label('instance')} (engine ${label(ENGINE_LABEL.engine)})`;

/** The same of an engine that the exporter judged; a page may lack the number of the engine or the model. */
export const JUDGED_ENGINE = `{{ with $labels.${ENGINE_LABEL.model} }}{{ . }} on {{ end }}${label(TARGET_LABEL)}{{ with $labels.${ENGINE_LABEL.engine} }} (engine {{ . }}){{ end }}`;

/** Text that is no template, whatever stands in it. */
export const plainText = (text: string): string => text.replaceAll('{{', '{{ "{{" }}');

// humanize would write 0.64 requests a second as 640m.
const FORMATS = { number: 'printf "%.3g"', duration: 'humanizeDuration', percentage: 'humanizePercentage' } as const;

type Format = keyof typeof FORMATS;

/** The value that the alert fires on. */
export const value = (format: Format): string => `{{ $value | ${FORMATS[format]} }}`;

const printfOf = (names: readonly string[]): string =>
  `printf "{${names.map((name) => `${name}=%q`).join(',')}}" ${names.map((name) => `$labels.${name}`).join(' ')}`;

/** Stands before texts that look something up of the same engine, or of its model. */
export const OF_ENGINE = `{{- $engine := ${printfOf(ENGINE.labels)} -}}`;
export const OF_MODEL = `{{- $model := ${printfOf(MODEL.labels)} -}}`;

/** What a recording rule says of the same engine at this moment. */
export const lookUp = (record: string, format: Format): string => lookUpExpression(`${record}%s`, ['$engine'], format);

/** The same of an expression, with the selectors where it says `%s`. */
export const lookUpExpression = (expression: string, selectors: readonly string[], format: Format): string =>
  `{{ with printf "${expression}" ${selectors.join(' ')} | query }}{{ . | first | value | ${FORMATS[format]} }}{{ else }}unknown{{ end }}`;
