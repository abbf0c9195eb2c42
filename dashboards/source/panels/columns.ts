import { MappingType, SpecialValueMatch, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { USUAL_SHARE } from '../../../src/settings/index.ts';
import { COLOUR } from '../colours.ts';
import type { linkToEngine } from '../links.ts';

interface Property {
  readonly id: string;
  readonly value: unknown;
}

/** How one field of a table is shown. */
export interface Column {
  readonly field: string;
  readonly properties: readonly Property[];
}

export interface ColumnLook {
  readonly title: string;
  /** Pixels; the rest of the panel where not given. */
  readonly width?: number;
}

const look = ({ title, width }: ColumnLook): Property[] => [
  { id: 'displayName', value: title },
  ...(width === undefined ? [] : [{ id: 'custom.width', value: width }]),
];

type Link = ReturnType<typeof linkToEngine>;

/** Text that may be long: it wraps instead of being cut. Grafana 12 looks for that in the cell, 13 in the field. */
export const textColumn = (field: string, shown: ColumnLook, links: readonly Link[] = []): Column => ({
  field,
  properties: [
    ...look(shown),
    { id: 'custom.cellOptions', value: { type: 'auto', wrapText: true } },
    { id: 'custom.wrapText', value: true },
    ...(links.length === 0 ? [] : [{ id: 'links', value: links }]),
  ],
});

export const numberColumn = (field: string, shown: ColumnLook, unit: string): Column => ({
  field,
  properties: [...look(shown), { id: 'unit', value: unit }],
});

/** A share as a bar from none to all. Its colour says nothing: what binds is marked beside it. */
export const shareColumn = (field: string, shown: ColumnLook): Column => ({
  field,
  properties: [
    ...look(shown),
    { id: 'unit', value: 'percentunit' },
    { id: 'min', value: 0 },
    { id: 'max', value: 1 },
    { id: 'color', value: { mode: 'fixed', fixedColor: 'semi-dark-blue' } },
    { id: 'custom.cellOptions', value: { type: 'gauge', mode: 'basic', valueDisplayMode: 'text' } },
  ],
});

const mapping = (texts: Readonly<Record<string, { readonly text: string; readonly color: string }>>): ValueMapping => ({
  type: MappingType.ValueToText,
  options: Object.fromEntries(Object.entries(texts).map(([value, result], index) => [value, { ...result, index }])),
});

const nullMapping = (text: string): ValueMapping => ({
  type: MappingType.SpecialValue,
  options: { match: SpecialValueMatch.NullAndNan, result: { text, color: COLOUR.none } },
});

/** What an empty cell says. Without a colour it would have that of the lowest threshold. */
export const nullAs = (text: string): Property => ({ id: 'mappings', value: [nullMapping(text)] });

/** Says null in another way than "unknown". */
export const withNull = ({ field, properties }: Column, text: string): Column => ({
  field,
  properties: [...properties, nullAs(text)],
});

const CHIP: Property = { id: 'custom.cellOptions', value: { type: 'color-background', mode: 'basic' } };

/** full, queue, fine, …: coloured where something is to do; the word says it, too. */
export const stateColumn = (shown: ColumnLook): Column => ({
  field: 'state',
  properties: [
    ...look(shown),
    CHIP,
    {
      id: 'mappings',
      value: [
        mapping({
          full: { text: 'full', color: COLOUR.binds },
          hung: { text: 'hung', color: COLOUR.hung },
          queue: { text: 'queue', color: COLOUR.queue },
          fine: { text: 'fine', color: COLOUR.none },
          idle: { text: 'idle', color: COLOUR.none },
          asleep: { text: 'asleep', color: COLOUR.none },
          unknown: { text: 'unknown', color: COLOUR.none },
        }),
        nullMapping('unknown'),
      ],
    },
  ],
});

export const bindsColumn = (shown: ColumnLook): Column => ({
  field: 'binds',
  properties: [
    ...look(shown),
    CHIP,
    {
      id: 'mappings',
      value: [
        mapping({ true: { text: '◀ binds', color: COLOUR.binds }, false: { text: ' ', color: COLOUR.none } }),
        nullMapping(' '),
      ],
    },
  ],
});

/** Red below what is usually promised, since a threshold cannot know what the settings say: the one use of red. */
export const goodputColumn = (shown: ColumnLook): Column => ({
  field: 'goodputRatio',
  properties: [
    ...look(shown),
    CHIP,
    { id: 'unit', value: 'percentunit' },
    { id: 'color', value: { mode: 'thresholds' } },
    {
      id: 'thresholds',
      value: {
        mode: 'absolute',
        steps: [
          { value: null, color: COLOUR.broken },
          { value: USUAL_SHARE, color: COLOUR.none },
        ],
      },
    },
  ],
});
