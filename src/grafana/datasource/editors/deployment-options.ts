import type { ComboboxOption } from '@grafana/ui';
import { ACCELERATORS, CATALOGUE, WEIGHT_FORMAT_NAMES } from '../../../roofline/index.ts';

export const MODEL_OPTIONS: ComboboxOption[] = CATALOGUE.map(({ id }) => ({ value: id, label: id }));

export const GPU_OPTIONS: ComboboxOption[] = ACCELERATORS.map(({ id, names, vendor }) => ({
  value: id,
  label: id,
  description: names[0] ?? vendor,
  group: vendor,
}));

export const WEIGHT_OPTIONS: ComboboxOption[] = asOptions(WEIGHT_FORMAT_NAMES);

/** As `--kv-cache-dtype` has them; another may be typed. */
export const KV_CACHE_OPTIONS: ComboboxOption[] = asOptions([
  'auto',
  'bf16',
  'fp16',
  'fp8',
  'fp8_e4m3',
  'fp8_e5m2',
  'fp8_ds_mla',
  'int8',
]);

function asOptions(values: readonly string[]): ComboboxOption[] {
  return values.map((value) => ({ value, label: value }));
}
