import type { Load } from './load.ts';

/** The fields of the page as texts, as people type them; what is not there is as measured or declared. */
export type Edits = Readonly<Partial<Record<FieldId, string>>>;

export type FieldId = LoadField | ChoiceField | CountField;

export type LoadField =
  | 'arrivalsPerSecond'
  | 'promptTokens'
  | 'outputTokens'
  | 'prefixHitRatio'
  | 'running'
  | 'ttftSeconds'
  | 'tpotSeconds'
  | 'e2eSeconds';
export type ChoiceField = 'model' | 'gpu' | 'weights' | 'kvCache';
export type CountField = 'tensor' | 'pipeline' | 'maxNumSeqs' | 'replicas';

export interface LoadLook {
  readonly id: LoadField;
  readonly label: string;
  /** What one unit in the field is in the unit of the measure: a millisecond is 0.001 s. */
  readonly unit: number;
  /** In the unit of the field. */
  readonly most?: number;
}

export const LOAD_FIELDS: readonly LoadLook[] = [
  { id: 'arrivalsPerSecond', label: 'Requests arriving per second', unit: 1 },
  { id: 'promptTokens', label: 'Prompt length, tokens', unit: 1 },
  { id: 'outputTokens', label: 'Output length, tokens', unit: 1 },
  { id: 'prefixHitRatio', label: 'Prompt found in the prefix cache, %', unit: 0.01, most: 100 },
  { id: 'running', label: 'Running at a time, all replicas', unit: 1 },
  { id: 'ttftSeconds', label: 'Promised: first token within, ms', unit: 0.001 },
  { id: 'tpotSeconds', label: 'Promised: each further token within, ms', unit: 0.001 },
  { id: 'e2eSeconds', label: 'Promised: all of it within, s', unit: 1 },
];

/** As a field shows it. */
export function textOf(value: number | undefined, unit = 1): string {
  return value === undefined || !Number.isFinite(value) ? '' : `${Number((value / unit).toPrecision(4))}`;
}

/** Undefined for what is no number of at least 0. */
export function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** In the unit of the measure; undefined for what a field of the load cannot hold. */
export const loadOf = (text: string | undefined, { unit, most = Infinity }: LoadLook): number | undefined => {
  const value = numberOf(text);
  return value === undefined || value > most ? undefined : value * unit;
};

/** A whole number of at least 1. */
export function countOf(text: string | undefined): number | undefined {
  const value = numberOf(text);
  return value !== undefined && Number.isInteger(value) && value >= 1 ? value : undefined;
}

/** The load with what was typed; a field that holds no number leaves it unknown. */
export const editedLoad = (measured: Load, edits: Edits): Load => ({
  ...measured,
  ...Object.fromEntries(
    LOAD_FIELDS.flatMap((look) => (edits[look.id] === undefined ? [] : [[look.id, loadOf(edits[look.id], look)]])),
  ),
});
