import { annotation, type Annotation } from '../../quantities/index.ts';
import type { Window } from './window.ts';

// A step this many times the mean one is a gap. Scrapes of a busy engine come up to 1 s late (max 1.3 s measured in
// b_overload at one scrape a second), which is no gap.
const GAP_FACTOR = 3;

/** What a reader of the window's numbers must know about the data under them. */
export function dataQuality(window: Window): Annotation[] {
  const { quality, samples, seconds } = window;
  const steps = samples - 1 - quality.clockSteps;
  const otherSteps = (seconds - quality.longestStepSeconds) / (steps - 1);
  const gap = steps > 1 && quality.restarts === 0 && quality.longestStepSeconds > GAP_FACTOR * otherSteps;
  const found = (id: Annotation['id'], holds: boolean, message: string) => (holds ? [annotation(id, message)] : []);
  return [
    ...window.annotations,
    ...found(
      'counter-reset',
      quality.restarts > 0,
      `${times(quality.restarts, 'restart')}, ${quality.restartSeconds.toFixed(0)} s between the scrapes around; what the old process counted after its last scrape is lost`,
    ),
    ...found('scrape-failed', quality.failedScrapes > 0, `${times(quality.failedScrapes, 'scrape')} failed`),
    ...found(
      'clock-step',
      quality.clockSteps > 0,
      `the clock did not advance at ${times(quality.clockSteps, 'scrape')}`,
    ),
    ...found(
      'gap',
      gap,
      `${quality.longestStepSeconds.toFixed(1)} s without a scrape, against ${otherSteps.toFixed(1)} s as a rule; gauges are interpolated across`,
    ),
  ];
}

const times = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
