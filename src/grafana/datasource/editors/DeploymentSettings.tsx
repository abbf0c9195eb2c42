import { Alert, CollapsableSection, Stack } from '@grafana/ui';
import { ChoiceSetting } from './ChoiceSetting.tsx';
import { KV_CACHE_OPTIONS, WEIGHT_OPTIONS } from './deployment-options.ts';
import type { EditedEntry } from './edited-entry.ts';
import { HardwareSettings } from './HardwareSettings.tsx';
import { MatchSettings } from './MatchSettings.tsx';
import { NumberSetting } from './NumberSetting.tsx';
import { rooflineProblems } from './roofline-problems.ts';
import { SwitchSetting } from './SwitchSetting.tsx';

// What vLLM was told, as far as it does not export it.
const DETAILS = ['parallelism', 'precision', 'engine'];

/** One deployment: what runs where, and what vLLM was told. */
export function DeploymentSettings({ edited }: { readonly edited: EditedEntry }) {
  const problems = rooflineProblems(edited.entry);
  return (
    <Stack direction="column" gap={2}>
      <MatchSettings edited={edited} />
      <HardwareSettings edited={edited} />
      {problems.length > 0 && (
        <Alert severity="warning" title="There will be no roofline of this deployment" bottomSpacing={0}>
          {problems.join(' · ')}
        </Alert>
      )}
      <CollapsableSection
        label="Parallelism, precision, limits"
        isOpen={DETAILS.some((detail) => detail in edited.entry)}
      >
        <Stack direction="column" gap={2}>
          <Stack wrap="wrap" gap={2} alignItems="flex-end">
            <NumberSetting edited={edited} path={['parallelism', 'tensor']} label="Tensor parallel" placeholder="1" />
            <NumberSetting
              edited={edited}
              path={['parallelism', 'pipeline']}
              label="Pipeline parallel"
              placeholder="1"
            />
            <NumberSetting edited={edited} path={['parallelism', 'data']} label="Data parallel" placeholder="1" />
            <SwitchSetting edited={edited} path={['parallelism', 'expert']} label="Expert parallel" />
          </Stack>
          <Stack wrap="wrap" gap={2}>
            <ChoiceSetting
              edited={edited}
              path={['precision', 'weights']}
              label="Weights"
              placeholder="as in the checkpoint"
              options={WEIGHT_OPTIONS}
            />
            <ChoiceSetting
              edited={edited}
              path={['precision', 'kvCache']}
              label="KV cache"
              placeholder="16 bits"
              options={KV_CACHE_OPTIONS}
            />
          </Stack>
          <Stack wrap="wrap" gap={2}>
            <NumberSetting
              edited={edited}
              path={['engine', 'maxNumSeqs']}
              label="Max. number of sequences"
              description="--max-num-seqs"
              placeholder="inferred"
            />
            <NumberSetting
              edited={edited}
              path={['engine', 'maxNumBatchedTokens']}
              label="Max. batched tokens"
              description="--max-num-batched-tokens"
              placeholder="vLLM's default"
            />
            <NumberSetting
              edited={edited}
              path={['engine', 'gpuMemoryUtilization']}
              label="GPU memory utilization"
              description="--gpu-memory-utilization"
              placeholder="unknown"
            />
          </Stack>
        </Stack>
      </CollapsableSection>
    </Stack>
  );
}
