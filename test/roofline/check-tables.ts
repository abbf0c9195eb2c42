import { readFileSync } from 'node:fs';

interface ViewerRow {
  readonly layer: string;
  readonly ops: number;
  readonly bytes: number;
  readonly time_s: number;
}

interface ViewerTotals {
  readonly OPs: number;
  readonly load_weight: number;
  readonly load_kv_cache: number;
  readonly store_kv_cache: number;
  readonly load_act: number;
  readonly store_act: number;
  readonly inference_time: number;
}

/** Tables of other tools, see test/fixtures/README.md. */
export const CHECK_TABLES = JSON.parse(readFileSync('test/fixtures/roofline/check-tables.json', 'utf8')) as {
  readonly llmViewer: {
    readonly hardware: { readonly bw_bytes_s: number; readonly fp16_flops: number };
    readonly rows: Readonly<Record<'prefill' | 'decode', readonly ViewerRow[]>>;
    readonly totals: Readonly<Record<string, Readonly<Record<'prefill' | 'decode', ViewerTotals>>>>;
  };
  readonly llmAnalysis: readonly {
    readonly model: string;
    readonly flops_eff: number;
    readonly hbm_eff: number;
    readonly weight_bytes?: number;
    readonly kv_bytes?: number;
    readonly prefill_flops?: number;
    readonly decode_flops?: number;
    readonly prefill_s: number;
    readonly decode_s: number;
  }[];
  readonly bSat: readonly (readonly [
    model: string,
    weights: string,
    gpu: string,
    ridge: number,
    saturation: number,
    critical: number,
    half1k: number,
    half2k: number,
    half8k: number,
  ])[];
};
