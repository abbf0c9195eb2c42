import { valueAt, withValueAt, type Document } from './settings-document.ts';

/** One deployment or one objective while it is edited. */
export interface EditedEntry {
  /** Begins the ids of all inputs. */
  readonly id: string;
  /** Where it stands, as problems name it: `deployments[0]`. */
  readonly at: string;
  readonly entry: Document;
  /** Of the settings as a whole. */
  readonly problems: readonly string[];
  readonly disabled: boolean;
  readonly onChange: (entry: Document) => void;
}

/** One value of an entry, as a field shows it. */
export interface EditedValue {
  readonly id: string;
  readonly value: unknown;
  readonly problem: string | undefined;
  readonly disabled: boolean;
  readonly set: (value: unknown) => void;
}

export function editedValue(edited: EditedEntry, path: readonly string[]): EditedValue {
  const key = [edited.at, ...path].join('.');
  return {
    id: `${edited.id}-${path.join('-')}`,
    value: valueAt(edited.entry, path),
    problem: edited.problems.find((problem) => problem.startsWith(`${key}: `))?.slice(key.length + 2),
    disabled: edited.disabled,
    set: (value) => {
      edited.onChange(withValueAt(edited.entry, path, value));
    },
  };
}

/** As one reads it in a field. */
export const asText = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

export interface SettingProps {
  readonly edited: EditedEntry;
  readonly path: readonly string[];
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
}
