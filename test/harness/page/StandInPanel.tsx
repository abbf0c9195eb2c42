import { FieldType, getFieldDisplayName, type DataFrame, type PanelData } from '@grafana/data';
import { PanelChrome } from '@grafana/ui';
import { fieldTexts, isShown, written } from './stand-in.ts';

export interface StandInProps {
  readonly title: string;
  readonly description?: string;
  readonly width: number;
  readonly height: number;
  readonly type: string;
  readonly data: PanelData;
  /** Of a text panel. */
  readonly text?: string;
}

/** In place of a panel of Grafana's own: its data in words, so that emptiness, errors and units can be seen. */
export function StandInPanel({ title, description = '', width, height, type, data, text }: StandInProps) {
  const frames = data.series.filter(({ length }) => length > 0);
  return (
    <PanelChrome title={title} description={description} width={width} height={height} padding="md">
      {(innerWidth, innerHeight) => (
        <div
          style={{ width: innerWidth, height: innerHeight, overflow: 'auto' }}
          tabIndex={0}
          role="region"
          aria-label={title}
        >
          {data.errors?.map(({ message = '' }) => (
            <p key={message} role="alert">
              {message}
            </p>
          ))}
          {text === undefined && frames.length === 0 && <p>No data</p>}
          {text !== undefined && <p style={{ whiteSpace: 'pre-wrap' }}>{text}</p>}
          {frames.map((frame, i) =>
            type === 'table' ? <Rows key={i} frame={frame} /> : <Lasts key={i} frame={frame} all={frames} />,
          )}
        </div>
      )}
    </PanelChrome>
  );
}

const MOST_ROWS = 12;

function Rows({ frame }: { readonly frame: DataFrame }) {
  const shown = frame.fields.filter(isShown);
  return (
    <table>
      <thead>
        <tr>
          {shown.map((field) => (
            <th key={field.name} style={CELL}>
              {getFieldDisplayName(field, frame)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: Math.min(frame.length, MOST_ROWS) }, (_, row) => (
          <tr key={row}>
            {shown.map((field) => (
              <td key={field.name} style={CELL}>
                {written(field, field.values[row])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Lasts({ frame, all }: { readonly frame: DataFrame; readonly all: DataFrame[] }) {
  return (
    <ul style={{ listStyle: 'none' }}>
      {frame.fields
        .filter((field) => field.type !== FieldType.time && isShown(field))
        .map((field) => {
          const { name, texts } = fieldTexts(field, getFieldDisplayName(field, frame, all));
          return (
            <li key={field.name}>
              {name}: {texts.length === 3 ? `${texts[0] ?? ''} (${texts[1] ?? ''} to ${texts[2] ?? ''})` : texts.join()}
            </li>
          );
        })}
    </ul>
  );
}

const CELL = { padding: '2px 8px', textAlign: 'left', verticalAlign: 'top' } as const;
