import { Stack } from '@grafana/ui';
import type { EditedEntry } from './edited-entry.ts';
import { TextSetting } from './TextSetting.tsx';

/** Which engines an entry is about. */
export function MatchSettings({ edited }: { readonly edited: EditedEntry }) {
  return (
    <Stack wrap="wrap" gap={2}>
      <TextSetting
        edited={edited}
        path={['match', 'model']}
        label="For models named"
        description="Regular expression of the whole name"
        placeholder="all"
      />
      <TextSetting
        edited={edited}
        path={['match', 'target']}
        label="At targets"
        description="Regular expression of the instance label"
        placeholder="all"
      />
    </Stack>
  );
}
