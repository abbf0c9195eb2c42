import type { RecordingRule } from '../../../src/exporter/rules/index.ts';
import type { RunningServer } from '../../harness/server-process.ts';

/** What Prometheus answers to an instant query. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The expression with every rule it stands on written out, since Prometheus did not record them in the past. */
export function writtenOut(expr: string, rules: readonly RecordingRule[]): string {
  return expr.replaceAll(/(?:engine|model):vllm_\w+:\w+/g, (name) => {
    const rule = rules.find(({ record }) => record === name);
    if (!rule) throw new Error(`no rule records ${name}`);
    return `(${writtenOut(rule.expr, rules)})`;
  });
}

export async function query({ url }: Pick<RunningServer, 'url'>, expr: string, atSeconds: number): Promise<Sample[]> {
  const response = await fetch(`${url}/api/v1/query`, {
    method: 'POST',
    body: new URLSearchParams({ query: expr, time: atSeconds.toFixed(3) }),
  });
  const answer = (await response.json()) as {
    readonly error?: string;
    readonly data?: {
      readonly result: readonly { metric: Record<string, string>; value: readonly [number, string] }[];
    };
  };
  if (!answer.data) throw new Error(`${answer.error ?? 'no answer'}:\n${expr}`);
  return answer.data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
}
