import type { EngineView } from '../engine-view.ts';
import type { Stretch } from '../charts/time-axis.ts';

/** From the first step to the last. */
export const stretchOf = ({ steps, engine: { window } }: EngineView): Stretch => ({
  fromSeconds: steps[0]?.startAtSeconds ?? window.startAtSeconds,
  toSeconds: steps.at(-1)?.endAtSeconds ?? window.endAtSeconds,
});

/** When what binds began, to be marked wherever time is drawn; nothing where it was there before. */
export function onsetOf({
  engine: { verdict },
  episodes,
}: EngineView): { atSeconds: number; label: string } | undefined {
  const first = episodes.find(({ id }) => id === verdict?.boundBy);
  return first && !first.isOpenAtStart ? { atSeconds: first.startAtSeconds, label: `${first.id} begins` } : undefined;
}
