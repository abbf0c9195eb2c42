import { printable } from '../../quantities/index.ts';

/** Headings first. */
export const table = ([head = [], ...rows]: readonly (readonly string[])[]): string[] => [
  line(head.map((heading) => heading.toLowerCase())),
  `|${'---|'.repeat(head.length)}`,
  ...rows.map(line),
];

const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

/** Text that cannot break out of a table cell or start markup. */
export const cell = (text: string): string => printable(text).replace(/[|<>`\\[\]*]/g, (mark) => `\\${mark}`);
