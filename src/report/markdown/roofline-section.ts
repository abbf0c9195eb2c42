import { renderRooflineText } from '../../roofline/drawing/index.ts';
import { rooflineScene } from '../roofline-scene.ts';
import type { EngineReport, StepReport } from '../schema.ts';
import { engineKey } from '../text/title.ts';
import { howClose } from '../text/how-close.ts';
import { PLAIN } from '../text/paint.ts';
import { codeBlock } from './code-block.ts';

// As wide as a page shows code without a scroll bar.
const SIZE = { columns: 96, rows: 26 };

/** The operating point as it is drawn in a terminal, and the lines below it. */
export function rooflineSection(engine: EngineReport, steps: readonly StepReport[]): string[] {
  const { roofline } = engine;
  if (!roofline) return [];
  const key = engineKey(engine);
  const trail = steps.flatMap(({ engines }) => engines.find((each) => engineKey(each) === key)?.roofline ?? []);
  const drawing = renderRooflineText(rooflineScene(roofline, trail), SIZE);
  return [...codeBlock([...drawing, '', ...howClose(engine, PLAIN)]), ''];
}
