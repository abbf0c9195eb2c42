import type { DataFrame } from '@grafana/data';
import type { Memory, Roof } from '../../roofline/drawing/index.ts';
import { enginesFromFrames, type EngineOnHardware } from './engines-from-frames.ts';
import { reachedShare, type Picture } from './picture.ts';
import { tablesOf } from './read-frames.ts';

// Nobody tells more apart.
const MOST_ENGINES = 100;

/**
 * What the frames of a roofline query show, a picture for each kind of hardware: a point says nothing under the roofs of
 * another. Engines are in the picture of their hardware, the farthest from its roof first.
 */
export function picturesFromFrames(frames: readonly DataFrame[]): Picture[] {
  const roofs = roofsByHardware(frames);
  const engines = enginesFromFrames(frames);
  // A transformation may have dropped the column; with one kind of hardware nothing is lost.
  const [only] = roofs.size === 1 ? roofs.keys() : [];
  const byHardware = new Map<string, EngineOnHardware[]>([...roofs.keys()].map((hardware) => [hardware, []]));
  for (const engine of engines) {
    const hardware = engine.hardware === '' ? (only ?? '') : engine.hardware;
    byHardware.set(hardware, [...(byHardware.get(hardware) ?? []), engine]);
  }
  const pictures = [...byHardware].map(([hardware, under]): Picture => {
    const over = roofs.get(hardware) ?? { roofs: [], memory: UNKNOWN_MEMORY };
    return { hardware, ...over, engines: worstFirst(over, under).slice(0, MOST_ENGINES), engineCount: under.length };
  });
  const peopled = pictures.filter(({ engineCount }) => engineCount > 0);
  return peopled.length > 0 ? peopled : pictures;
}

interface Roofs {
  readonly roofs: readonly Roof[];
  readonly memory: Memory;
}

const UNKNOWN_MEMORY: Memory = { label: 'memory', bytesPerSecond: NaN };

function worstFirst(roofs: Roofs, engines: readonly EngineOnHardware[]): EngineOnHardware[] {
  return engines
    .map((engine) => ({ engine, share: reachedShare(roofs, engine) ?? Infinity }))
    .sort((left, right) => left.share - right.share || left.engine.name.localeCompare(right.engine.name))
    .map(({ engine }) => engine);
}

/** By the hardware; two queries that know the same one have its roofs once. */
function roofsByHardware(frames: readonly DataFrame[]): Map<string, Roofs> {
  const found = new Map<string, { memory: Memory; roofs: Map<string, Roof> }>();
  for (const table of tablesOf(frames, 'roofline-roofs')) {
    const [hardware, label, isUsed] = [table.texts('hardware'), table.texts('roof'), table.flags('isUsed')];
    const [bytesPerSecond, flopPerSecond] = [table.numbers('bytesPerSecond'), table.numbers('flopPerSecond')];
    for (let row = 0; row < table.length; row++) {
      const of = found.get(hardware(row)) ?? { memory: UNKNOWN_MEMORY, roofs: new Map<string, Roof>() };
      found.set(hardware(row), of);
      if (Number.isFinite(bytesPerSecond(row))) of.memory = { label: label(row), bytesPerSecond: bytesPerSecond(row) };
      else {
        const isUsedElsewhere = of.roofs.get(label(row))?.isUsed === true;
        of.roofs.set(label(row), {
          label: label(row),
          flopPerSecond: flopPerSecond(row),
          isUsed: isUsed(row) || isUsedElsewhere,
        });
      }
    }
  }
  return new Map([...found].map(([hardware, { memory, roofs }]) => [hardware, { memory, roofs: [...roofs.values()] }]));
}
