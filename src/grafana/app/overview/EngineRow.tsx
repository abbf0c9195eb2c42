import { useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';
import { addressOf } from '../addresses.ts';
import { searchOf } from '../asking/identity.ts';
import { formatValue } from '../charts/format-value.ts';
import { Sparkline } from '../charts/Sparkline.tsx';
import { pageStyles } from '../shell/page-styles.ts';
import { StateChip } from '../shell/StateChip.tsx';
import type { FleetRow, Share } from './fleet-rows.ts';
import { LimitColumns } from './LimitColumns.tsx';
import { WhatBinds } from './WhatBinds.tsx';

interface EngineRowProps {
  readonly row: FleetRow;
  readonly search: URLSearchParams;
}

/** One engine; its name leads to its page. */
export function EngineRow({ row, search }: EngineRowProps) {
  const styles = useStyles2(pageStyles);
  const { name, state, forecast, goodput, limits, tokens, tokensPerSecond, rooflineRatio } = row;
  return (
    <tr>
      <th scope="row">
        <Link className={styles.link} to={addressOf('engine', searchOf(row, search))}>
          {name}
        </Link>
      </th>
      <td>
        <StateChip state={state} />
      </td>
      <td>
        <WhatBinds row={row} />
      </td>
      <td>{forecast?.replace(/^A request arriving now /, '') ?? 'unknown'}</td>
      <td>{goodput ? shareWords(goodput) : 'unknown'}</td>
      <td>
        <LimitColumns limits={limits} />
      </td>
      <td className={styles.number}>
        {tokens && <Sparkline values={tokens.values} />}
        <div>{formatValue(tokensPerSecond, 'short')}</div>
      </td>
      <td className={styles.number}>{formatValue(rooflineRatio, 'percentunit')}</td>
    </tr>
  );
}

/** "92 %", or "90 % to 95 %" where the data leave it open. */
function shareWords({ low, high }: Share): string {
  const [least, most] = [formatValue(low, 'percentunit'), formatValue(high, 'percentunit')];
  return least === most ? least : `${least} to ${most}`;
}
