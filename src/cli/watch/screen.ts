import type { Report } from '../../report/index.ts';

/** Where watch shows what it sees. */
export interface Screen {
  show(report: Report): void;
  /** What was before the first one that is shown. */
  remember(report: Report): void;
  /** A key the user pressed; 'q' is not for the screen. */
  press(key: string): void;
  close(): void;
}
