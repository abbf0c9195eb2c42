import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';
import { insideSentence } from '../../../report/index.ts';
import { addressOf } from '../addresses.ts';
import { boundInWords, type EngineVerdict } from '../asking/engine-verdicts.ts';
import { withoutEngine } from '../asking/identity.ts';
import { pageStyles } from '../shell/page-styles.ts';
import { Section } from '../shell/Section.tsx';
import { StateChip } from '../shell/StateChip.tsx';
import type { Verdict } from './verdicts.ts';

interface VerdictSectionProps {
  readonly verdict: Verdict;
  readonly bound: EngineVerdict | undefined;
  /** Since when it binds. */
  readonly since: string | undefined;
  readonly search: URLSearchParams;
}

/** Is it fine, and what limits it: in words, before any picture. */
export function VerdictSection({ verdict, bound, since, search }: VerdictSectionProps) {
  const styles = useStyles2(verdictStyles);
  const { link, small } = useStyles2(pageStyles);
  const { model, target, engine, state, answer, forecast, worst } = verdict;
  return (
    <Section title={model ?? target}>
      <p className={small}>
        {`${target}${engine === undefined ? '' : `, engine ${engine}`} · `}
        <Link className={link} to={addressOf('overview', withoutEngine(search))}>
          all engines
        </Link>
        {' · '}
        <Link className={link} to={addressOf('capacity', search)}>
          what would be enough
        </Link>
      </p>
      <p className={styles.answer}>
        <StateChip state={state} />
        <span>{answer ?? 'Nothing is known of this engine.'}</span>
      </p>
      {bound !== undefined && (
        <p className={styles.forecast}>
          {`Bound by ${boundInWords(bound)}${since === undefined ? '' : `, ${since}`}: ${insideSentence(bound.summary)}.`}
        </p>
      )}
      {forecast !== undefined && <p className={styles.forecast}>{forecast}.</p>}
      {worst !== undefined && <p className={small}>Worst moment in this time range: {worst}.</p>}
    </Section>
  );
}

const verdictStyles = (theme: GrafanaTheme2) => ({
  answer: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0, 0.5),
    fontSize: theme.typography.h5.fontSize,
    '& > span:last-child': { flex: '1 1 400px' },
  }),
  forecast: css({ margin: theme.spacing(0, 0, 0.5), fontSize: theme.typography.h5.fontSize }),
});
