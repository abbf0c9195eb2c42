import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import { coloursOf } from '../../panel/index.ts';
import { SCRAPE_CONFIG } from './scrape-config.ts';

/** How Prometheus is told of vLLM. */
export function ScrapeConfig() {
  const styles = useStyles2(configStyles);
  return (
    <>
      <pre className={styles.text} aria-label="Scrape configuration for Prometheus" tabIndex={0} role="region">
        {SCRAPE_CONFIG}
      </pre>
      <ClipboardButton variant="secondary" size="sm" getText={() => SCRAPE_CONFIG}>
        Copy
      </ClipboardButton>
    </>
  );
}

const configStyles = (theme: GrafanaTheme2) => ({
  text: css({
    margin: theme.spacing(1, 0),
    padding: theme.spacing(1),
    maxWidth: 560,
    background: coloursOf(theme).background.secondary,
    '&:focus-visible': { outline: `2px solid ${coloursOf(theme).primary.main}` },
  }),
});
