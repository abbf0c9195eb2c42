import { Combobox, RefreshPicker, TimeRangePicker, useStyles2 } from '@grafana/ui';
import { addressTimes, shifted, widened } from '../asking/time-range.ts';
import type { PageState } from '../asking/use-page.ts';
import { pageStyles } from './page-styles.ts';

const INTERVALS = ['5s', '10s', '30s', '1m', '5m'];

/** Which data source, which time, and how often it is read. */
export function Toolbar({ page }: { readonly page: PageState }) {
  const styles = useStyles2(pageStyles);
  const { dataSources, settings, range, timeZone, refresh, setSearch, readAgain } = page;
  return (
    <div className={styles.toolbar} role="group" aria-label="What is shown">
      {(dataSources.length > 1 || !settings) && (
        <Combobox
          aria-label="Data source"
          width={28}
          options={dataSources.map(({ uid, name }) => ({ value: uid, label: name }))}
          value={settings?.uid ?? null}
          onChange={({ value }) => {
            setSearch({ ds: value });
          }}
        />
      )}
      <span className={styles.spring} />
      <TimeRangePicker
        value={range}
        timeZone={timeZone}
        onChange={({ raw }) => {
          setSearch(addressTimes(raw));
        }}
        // The time zone is the user's, and changed in the profile.
        onChangeTimeZone={() => undefined}
        onMoveBackward={() => {
          setSearch(shifted(range, -0.5));
        }}
        onMoveForward={() => {
          setSearch(shifted(range, 0.5));
        }}
        onZoom={() => {
          setSearch(widened(range));
        }}
      />
      <RefreshPicker
        // Without it the button has no name.
        text="Refresh"
        value={refresh}
        intervals={INTERVALS}
        onRefresh={readAgain}
        onIntervalChanged={(interval) => {
          setSearch({ refresh: interval });
        }}
      />
    </div>
  );
}
