import type { DataFrame } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import { changesInWords, type EpisodeReport } from '../../../report/index.ts';
import { noticesOf } from '../asking/notices.ts';
import type { Answers } from '../asking/use-answers.ts';
import { pageStyles } from '../shell/page-styles.ts';
import { Section } from '../shell/Section.tsx';
import { episodesOf, stretchInWords } from './episodes.ts';

interface WhenSectionProps {
  readonly answers: Answers;
  readonly timeZone: TimeZone;
}

/** From when to when something was wrong, and what changed as it began. */
export function WhenSection({ answers, timeZone }: WhenSectionProps) {
  const { table, scroller, number } = useStyles2(pageStyles);
  const frames = answers.framesOf('episodes');
  const episodes = episodesOf(frames);
  return (
    <Section
      title="Since when, and what changed"
      hint="Each part of the time range judged by itself: when a finding began and ended, and what from outside changed as it began."
    >
      {episodes.length === 0 ? (
        <p>{emptyWords(answers.isLoading, frames)}</p>
      ) : (
        <div className={scroller}>
          <table className={table} aria-label="Since when, and what changed">
            <thead>
              <tr>
                <th scope="col">Finding</th>
                <th scope="col">From, to</th>
                <th scope="col">It began with</th>
                <th scope="col">At its worst</th>
              </tr>
            </thead>
            <tbody>
              {episodes.map((episode) => (
                <tr key={`${episode.id} ${episode.startAtSeconds}`}>
                  <th scope="row" className={number}>
                    {episode.id}
                  </th>
                  <td>{stretchInWords(episode, timeZone)}</td>
                  <td>{beganWith(episode)}</td>
                  <td>{episode.peak.message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

/** A live page has no past to judge, and says so in a notice. */
function emptyWords(isLoading: boolean, frames: readonly DataFrame[]): string {
  if (isLoading) return 'Reading …';
  if (frames.length === 0) return 'It was not judged.';
  const [notice] = noticesOf(frames);
  return notice ?? 'Nothing fired in any part of this time range.';
}

function beganWith(episode: EpisodeReport): string {
  const changes = changesInWords(episode);
  if (changes.length > 0) return changes.join(', ');
  return episode.isOpenAtStart
    ? 'not known: it began before'
    : 'no change of load, lengths, cache hits, replicas or configuration';
}
