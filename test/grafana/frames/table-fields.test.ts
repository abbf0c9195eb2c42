import { expect, it } from 'vitest';
import { TABLE_FIELDS } from '../../../dashboards/source/panels/table-fields.ts';
import {
  answerFrame,
  findingsFrame,
  fleetFrame,
  limitsFrame,
  verdictFrame,
} from '../../../src/grafana/frames/index.ts';

// Dashboards name the fields that they show, and hide all others by name.
it.each(
  [answerFrame([], [], String), fleetFrame([]), limitsFrame([]), verdictFrame([]), findingsFrame([])].map(
    (frame) => [frame.name ?? '', frame] as const,
  ),
)('the table %s has the fields that dashboards know', (name, { fields }) => {
  expect(fields.map((field) => field.name)).toEqual(TABLE_FIELDS[name as keyof typeof TABLE_FIELDS]);
});
