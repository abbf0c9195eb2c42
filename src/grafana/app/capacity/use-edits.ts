import { useState } from 'react';
import type { Edits, FieldId } from './fields.ts';

export interface Editing {
  readonly edits: Edits;
  /** Undefined: as it was. */
  readonly onEdit: (id: FieldId, text: string | undefined) => void;
  readonly onReset: () => void;
}

/** What has been typed so far; forgotten with the page. */
export function useEdits(): Editing {
  const [edits, setEdits] = useState<Edits>({});
  return {
    edits,
    onEdit: (id, text) => {
      setEdits((before) => {
        const rest = Object.fromEntries(Object.entries(before).filter(([name]) => name !== id));
        return text === undefined ? rest : { ...rest, [id]: text };
      });
    },
    onReset: () => {
      setEdits({});
    },
  };
}
