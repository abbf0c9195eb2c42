import { readFileSync } from 'node:fs';
import type { ComputeType } from '../../../src/roofline/accelerators/index.ts';

export interface GpuRow {
  readonly id: string;
  readonly vendor: string;
  readonly aliases: readonly string[];
  readonly confidence: string;
  readonly source: string;
  readonly notes?: string;
  readonly disagreements?: Readonly<Record<string, string>>;
  readonly dense_tflops: Readonly<Record<ComputeType, number | null>>;
  readonly mem_bw_gbs: number;
  readonly mem_gb: number;
  readonly mem_visible_mib: number | null;
  readonly scaleup_gbs_per_dir: number | null;
  readonly pcie_gbs_per_dir: number | null;
  readonly tdp_w: number | null;
  readonly compute_capability: string;
  readonly ridge_bf16_flop_per_byte: number;
  readonly ridge_fp8_flop_per_byte: number | null;
}

interface GpuTables {
  readonly gpus: readonly GpuRow[];
  readonly empirical_eff: {
    /** By `hardware|type`, then rows. */
    readonly gemm_frac_of_peak_by_m: Readonly<
      Record<string, Readonly<Record<string, { readonly mem_frac: number; readonly flop_frac: number }>>>
    >;
    /** By hardware, GPUs, bytes. */
    readonly allreduce_us_by_tp_by_bytes: Readonly<
      Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>
    >;
  };
}

/** What the tables in src are held to; TFLOP/s, GB/s and GB decimal, MiB. */
export const GPU_TABLES = JSON.parse(readFileSync('test/fixtures/roofline/gpus.json', 'utf8')) as GpuTables;
