import { useStyles2 } from '@grafana/ui';
import { reactKeyOf } from '../asking/identity.ts';
import { pageStyles } from '../shell/page-styles.ts';
import type { FleetRow } from './fleet-rows.ts';
import { EngineRow } from './EngineRow.tsx';

interface FleetTableProps {
  readonly label: string;
  readonly rows: readonly FleetRow[];
  readonly search: URLSearchParams;
}

const COLUMNS = [
  'Engine',
  'State',
  'What limits it',
  'A request arriving now',
  'Served as promised',
  'Limits used',
  'Output tokens/s',
  'Of the hardware',
];

/** Engines, one row each. */
export function FleetTable({ label, rows, search }: FleetTableProps) {
  const styles = useStyles2(pageStyles);
  return (
    <div className={styles.scroller}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <EngineRow key={reactKeyOf(row)} row={row} search={search} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
