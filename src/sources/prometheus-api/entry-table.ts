import { definitionOf, type Meaning } from '../../metrics/catalogue/index.ts';
import { createSchema, edgeOf, type Cumulative, type Schema } from '../../metrics/window/index.ts';
import type { Labels } from './decode.ts';

/** Numbers each growing number of an answer, so that a thousand engines with the same numbers share one schema. */
export interface EntryTable {
  /** The number of the entry a series of this metric stands for; undefined when its labels make no sense. */
  numberOf(labels: Labels): number | undefined;
}

export interface EntryTables {
  of(meaning: Meaning, part: Cumulative['part']): EntryTable;
  /** The edge of the bucket that an entry is; undefined for other parts. */
  edgeOf(entryNumber: number): number | undefined;
  /** The same schema for the same entries in the same order. */
  schemaOf(entryNumbers: readonly number[]): Schema;
}

export function createEntryTables(): EntryTables {
  const entries: Cumulative[] = [];
  const schemas = new Map<string, Schema>();
  return {
    of(meaning, part) {
      const { labels: divisionLabels } = definitionOf(meaning);
      const numbers = new Map<string, number>();
      const enter = (entry: Cumulative): number => entries.push(entry) - 1;
      return {
        numberOf(labels) {
          const division = divisionLabels.map((label) => labels[label] ?? '').join(',');
          const edge = part === 'bucket' ? edgeOf(labels['le']) : undefined;
          if (Number.isNaN(edge)) return undefined;
          const key = `${division} ${edge ?? ''}`;
          const number = numbers.get(key) ?? enter({ meaning, division, part, ...(edge !== undefined && { edge }) });
          numbers.set(key, number);
          return number;
        },
      };
    },
    edgeOf: (entryNumber) => entries[entryNumber]?.edge,
    schemaOf(entryNumbers) {
      const key = entryNumbers.join();
      let schema = schemas.get(key);
      if (!schema) {
        schema = createSchema(entryNumbers.flatMap((number) => entries[number] ?? []));
        schemas.set(key, schema);
      }
      return schema;
    },
  };
}
