import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { askedDataSource, ownDataSources, type OwnSettings } from '../asking/own-data-sources.ts';
import { useDataSource } from '../asking/use-data-source.ts';
import { Section } from '../shell/Section.tsx';
import { DeclaredStep } from './DeclaredStep.tsx';
import { EnginesStep } from './EnginesStep.tsx';
import { OwnStep } from './OwnStep.tsx';
import { prometheusSources } from './prometheus-sources.ts';
import { PrometheusStep } from './PrometheusStep.tsx';
import { useTest } from './use-test.ts';

/** From nothing to data, one step after the other. */
export default function SetUpPage() {
  const styles = useStyles2(setUpStyles);
  const [search] = useSearchParams();
  const [reading, setReading] = useState(0);
  const prometheus = prometheusSources();
  const all = ownDataSources();
  const own = askedDataSource(search, all).own ?? all[0];
  const { dataSource, failure } = useDataSource(own?.uid);
  const test = useTest(dataSource, reading);
  const again = (): void => {
    setReading((count) => count + 1);
  };
  return (
    <PluginPage>
      <ol className={styles.steps}>
        <PrometheusStep names={prometheus.map(({ name }) => name)} isNeeded={!own || readsPrometheus(own)} />
        <OwnStep own={own} prometheus={prometheus} onAdded={again} />
        <EnginesStep own={own} test={test} failure={failure} onAgain={again} />
        <DeclaredStep own={own} />
      </ol>
      <Section title="Alerts">
        <p>
          Grafana evaluates alerts on its server, where this data source, which works in the browser, cannot be asked.
          Two commands of Ridgeline take its place: <code>ridgeline export</code> publishes what is measured as metrics
          of Prometheus, and <code>ridgeline rules</code> writes recording and alerting rules for Prometheus or Grafana.
        </p>
      </Section>
    </PluginPage>
  );
}

const readsPrometheus = ({ jsonData: { connection = 'prometheus' } }: OwnSettings): boolean =>
  connection === 'prometheus';

const setUpStyles = (theme: GrafanaTheme2) => ({
  steps: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    margin: theme.spacing(0, 0, 2),
    padding: 0,
    listStyle: 'none',
  }),
});
