import { readFileSync } from 'node:fs';

/**
 * The model and machine of the recordings. Peaks are what the two shared cores showed: the fastest steps of the log that
 * c_prefill_mfu brings compute 512 tokens in 0.1 s, which is 0.2 TFLOP/s; a stream reads some 20 GB/s.
 */
export const TINY_ON_CPU = {
  model: JSON.parse(readFileSync('test/fixtures/roofline/configs/tiny-llama.json', 'utf8')) as object,
  hardware: { name: 'two-cores', flopPerSecond: { bf16: 240e9 }, bytesPerSecond: 20e9, memoryBytes: 24e9 },
  engine: { maxNumSeqs: 16, maxNumBatchedTokens: 512 },
};
