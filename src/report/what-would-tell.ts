import type { EngineReport } from './schema.ts';

// What to pass on the command line for each thing that measures may miss, by the key of the settings that says the same.
const FLAGS: Readonly<Record<string, string>> = {
  'deployments[].model': '--model MODEL',
  'deployments[].hardware.gpu': '--gpu NAME',
  'deployments[].engine.maxNumSeqs': '--max-num-seqs N',
  'deployments[].engine.maxNumBatchedTokens': '--max-num-batched-tokens N',
  'objectives[]': '--ttft 0.5 --tpot 0.05',
  'objectives[].ttftSeconds': '--ttft 0.5',
  'objectives[].tpotSeconds': '--tpot 0.05',
  'objectives[].e2eSeconds': '--e2e 30',
};

/** The flags that would make known what is only not declared, each once; none where nothing is. */
export function flagsThatTell({ measures }: Pick<EngineReport, 'measures'>): string[] {
  const missing = Object.values(measures).flatMap((measured) =>
    !measured.known && measured.reason === 'not-declared' ? measured.missing : [],
  );
  const keys = missing.map((text) => text.split(' ')[0] ?? '');
  // One objective is enough to have any; those of single limits say the same again.
  const wanted = [...new Set(keys)].filter((key) => !(key.startsWith('objectives[].') && keys.includes('objectives[]')));
  return wanted.flatMap((key) => FLAGS[key] ?? []);
}
