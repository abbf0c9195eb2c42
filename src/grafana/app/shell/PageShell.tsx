import { PluginPage } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import type { ComponentType } from 'react';
import { Link } from 'react-router-dom';
import type { RidgelineDataSource } from '../../datasource/index.ts';
import { addressOf } from '../addresses.ts';
import type { OwnSettings } from '../asking/own-data-sources.ts';
import { usePage, type PageState } from '../asking/use-page.ts';
import { Message } from './Message.tsx';
import { pageStyles } from './page-styles.ts';
import { Toolbar } from './Toolbar.tsx';

/** A page that has somebody to ask. */
export interface ReadyPage extends PageState {
  readonly dataSource: RidgelineDataSource;
  readonly settings: OwnSettings;
}

export interface ViewProps {
  readonly page: ReadyPage;
}

/** The frame of the pages that show data; what to do where there is no data source to ask. */
export function PageShell({ view: View }: { readonly view: ComponentType<ViewProps> }) {
  const page = usePage();
  const styles = useStyles2(pageStyles);
  const { settings, dataSource } = page;
  return (
    <PluginPage>
      <div className={styles.page}>
        {page.dataSources.length > 0 && <Toolbar page={page} />}
        {settings && dataSource ? <View page={{ ...page, settings, dataSource }} /> : <NobodyToAsk {...page} />}
      </div>
    </PluginPage>
  );
}

function NobodyToAsk({ settings, missing, failure }: PageState) {
  const styles = useStyles2(pageStyles);
  if (settings && failure === undefined) return <Message title="Loading the data source …" />;
  return (
    <Message
      isFailure={failure !== undefined || missing !== undefined}
      title={
        settings
          ? `The data source "${settings.name}" cannot be loaded: ${failure ?? ''}.`
          : missing === undefined
            ? 'There is no Ridgeline data source that you may use.'
            : `There is no Ridgeline data source "${missing}" that you may use.`
      }
    >
      <Link className={styles.link} to={addressOf('setup', settings && new URLSearchParams({ ds: settings.uid }))}>
        Set up leads there in two minutes
      </Link>
    </Message>
  );
}
