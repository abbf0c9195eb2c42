import type { ScopedVars, TypedVariableModel } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';
import { formatValue, type VariableValue } from './variable-formats.ts';

export interface DashboardVariable {
  readonly name: string;
  readonly type: string;
  readonly value: VariableValue;
  /** A text of the author's for "All", which goes in as it is. */
  readonly asItIs?: boolean;
}

/** `$name`, `[[name:format]]` and `${name.path:format}`, as Grafana knows them. */
const REFERENCE = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}/g;

export interface HarnessTemplateSrv extends TemplateSrv {
  setVariables(variables: readonly DashboardVariable[]): void;
}

export function createTemplateSrv(): HarnessTemplateSrv {
  let variables: readonly DashboardVariable[] = [];

  const find = (name: string, scopedVars: ScopedVars | undefined): DashboardVariable | undefined => {
    const scoped = scopedVars?.[name] as { value: VariableValue } | undefined;
    return scoped ? { name, type: 'scoped', value: scoped.value } : variables.find((each) => each.name === name);
  };

  const write = (variable: DashboardVariable, format: unknown): string => {
    const { value, asItIs } = variable;
    if (asItIs === true) return String(value);
    if (typeof format === 'function') {
      return (format as (...parameters: unknown[]) => string)(value, variable, (each: VariableValue) =>
        formatValue(each, 'glob'),
      );
    }
    return formatValue(typeof value === 'string' || Array.isArray(value) ? value : String(value), format as string);
  };

  return {
    setVariables: (all) => (variables = all),
    getVariables: () => variables as unknown as TypedVariableModel[],
    containsTemplate: (text) => [...(text ?? '').matchAll(REFERENCE)].length > 0,
    updateTimeRange: () => undefined,
    replace: (text = '', scopedVars, format) =>
      text.replace(REFERENCE, (whole, simple, squared, squaredFormat, braced, path, bracedFormat) => {
        const [name, own] = [simple ?? squared ?? braced, squaredFormat ?? bracedFormat] as (string | undefined)[];
        const variable = find(name ?? '', scopedVars);
        if (!variable) return whole;
        const at = path === undefined ? variable : { ...variable, value: inside(variable.value, path as string) };
        return write(at, own ?? format ?? 'glob');
      }),
  };
}

const inside = (value: unknown, path: string): VariableValue =>
  path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value) as string;
