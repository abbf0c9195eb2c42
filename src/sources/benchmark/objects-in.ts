import { visible } from '../visible.ts';

/** What a text of JSON holds, and what of it is damaged. */
export interface Objects {
  readonly objects: readonly unknown[];
  readonly faults: readonly string[];
}

const MOST_OBJECTS = 10_000;

/**
 * One value, or one a line: --append-result writes a line break and the next result (vllm/benchmarks/serve.py, 0.10.0 to 0.32.0).
 * Python also writes NaN and Infinity, which are no JSON; such a result is a fault.
 */
export function objectsIn(text: string): Objects {
  const whole = parsed(text);
  if (whole.fault === undefined) return { objects: [whole.value], faults: [] };
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  // A value over several lines, or nothing at all: its own fault says more than that of each line.
  if (lines.length < 2 || parsed(lines[0] ?? '').fault !== undefined) return { objects: [], faults: [whole.fault] };
  const objects: unknown[] = [];
  const faults: string[] = [];
  for (const [i, line] of lines.slice(0, MOST_OBJECTS).entries()) {
    const { value, fault } = parsed(line);
    if (fault === undefined) objects.push(value);
    else faults.push(`line ${i + 1}: ${fault}`);
  }
  if (lines.length > MOST_OBJECTS) faults.push(`only the first ${MOST_OBJECTS} of ${lines.length} lines were read`);
  return { objects, faults };
}

function parsed(text: string): { readonly value?: unknown; readonly fault?: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (/[:,[]\s*-?(?:NaN|Infinity)\b/.test(text)) return { fault: 'no JSON: NaN or Infinity' };
    return { fault: `no JSON: ${visible(error instanceof Error ? error.message : String(error), LONGEST)}` };
  }
}

const LONGEST = 120;
