import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { memo } from 'react';
import { printable } from '../../quantities/index.ts';
import { pointFacts } from './point-facts.ts';
import { drawableOf, type Picture, type PictureEngine } from './picture.ts';

interface PointsTableProps {
  readonly picture: Picture;
  readonly engines: readonly PictureEngine[];
}

/** The points as a table for those who cannot see the picture. */
export const PointsTable = memo(function PointsTable({ picture, engines }: PointsTableProps) {
  const { hidden } = useStyles2(tableStyles);
  const rows = engines.flatMap((engine) => {
    const scene = drawableOf(picture, engine);
    return scene.points.map((point) => ({ label: printable(point.label), facts: pointFacts(scene, point) }));
  });
  return (
    <table className={hidden}>
      <caption>{`Operating points${picture.hardware === '' ? '' : ` on ${picture.hardware}`}`}</caption>
      <thead>
        <tr>
          {['point', 'FLOP/s per GPU', 'FLOP/byte', 'of the roof', 'bound by', 'takes', 'meaning'].map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, facts: { speed, intensity, ofRoof, boundBy, busy, meaning } }, i) => (
          <tr key={i}>
            <th scope="row">{label}</th>
            <td>{speed}</td>
            <td>{intensity}</td>
            <td>{ofRoof}</td>
            <td>{boundBy}</td>
            <td>{busy || 'unknown'}</td>
            <td>{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
});

const tableStyles = () => ({
  hidden: css({
    position: 'absolute',
    width: 1,
    height: 1,
    margin: -1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  }),
});
