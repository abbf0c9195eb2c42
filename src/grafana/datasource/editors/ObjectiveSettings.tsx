import { Stack } from '@grafana/ui';
import type { EditedEntry } from './edited-entry.ts';
import { MatchSettings } from './MatchSettings.tsx';
import { NumberSetting } from './NumberSetting.tsx';

/** One objective: what users of these engines were promised. */
export function ObjectiveSettings({ edited }: { readonly edited: EditedEntry }) {
  return (
    <Stack direction="column" gap={2}>
      <MatchSettings edited={edited} />
      <Stack wrap="wrap" gap={2}>
        <NumberSetting edited={edited} path={['ttftSeconds']} label="TTFT at most, seconds" placeholder="no promise" />
        <NumberSetting edited={edited} path={['tpotSeconds']} label="TPOT at most, seconds" placeholder="no promise" />
        <NumberSetting
          edited={edited}
          path={['e2eSeconds']}
          label="End to end at most, seconds"
          placeholder="no promise"
        />
        <NumberSetting edited={edited} path={['share']} label="By this share of requests" placeholder="such as 0.95" />
      </Stack>
    </Stack>
  );
}
