import type { DataFrame } from '@grafana/data';
import { formatQuantity } from '../../quantities/index.ts';
import type { Ceiling, Limit, PointKind, TrailPoint } from '../../roofline/drawing/index.ts';
import type { OperatingPoint, PictureEngine } from './picture.ts';
import { tablesOf, type Table } from './read-frames.ts';

export interface EngineOnHardware extends PictureEngine {
  readonly hardware: string;
}

// Of each engine, and of all together: more dots lie on each other, and take longer than a frame to draw.
const MOST_DOTS = 200;
const MOST_DOTS_IN_ALL = 800;
const FEWEST_DOTS = 8;

/** The engines of all frames in the order in which they come, each with its points, its trail and its limits. */
export function enginesFromFrames(frames: readonly DataFrame[]): EngineOnHardware[] {
  const found = tablesOf(frames, 'roofline-points').flatMap(groupsOf);
  const limits = limitsByEngine(frames);
  const names = new Map<string, number>();
  for (const { name } of found) names.set(name, (names.get(name) ?? 0) + 1);
  const dots = Math.max(FEWEST_DOTS, Math.min(MOST_DOTS, Math.floor(MOST_DOTS_IN_ALL / found.length)));
  const isAlone = found.length === 1;
  return found.map((group) => {
    const { key, name, table } = group;
    // Two queries may know engines of the same name.
    const shown = (names.get(name) ?? 0) > 1 ? `${name} (${table.frame.refId ?? ''})` : name;
    return {
      key,
      name: shown,
      hardware: group.hardware,
      points: pointsOf(group, isAlone ? '' : shown),
      trail: trailOf(group, dots),
      limits: limits.get(key) ?? [],
    };
  });
}

/** The rows of one engine. */
interface Group {
  readonly key: string;
  readonly name: string;
  readonly hardware: string;
  readonly table: Table;
  /** Oldest first. */
  readonly rows: Readonly<Record<PointKind, number[]>>;
}

const PHASES: readonly PointKind[] = ['prefill', 'decode', 'together'];
const KINDS: ReadonlyMap<string, PointKind> = new Map(PHASES.map((kind) => [kind, kind]));

const keyOf = ({ refId = '' }: DataFrame, engine: string): string => `${refId}\n${engine}`;

function groupsOf(table: Table): Group[] {
  const [engineAt, hardwareAt, phaseAt] = [table.texts('engine'), table.texts('hardware'), table.texts('phase')];
  const timeAt = table.numbers('time');
  const groups = new Map<string, Group>();
  const groupOf = (row: number): Group => {
    const name = engineAt(row);
    const found = groups.get(name);
    if (found) return found;
    const hardware = hardwareAt(row);
    const group = {
      key: keyOf(table.frame, name),
      name,
      hardware,
      table,
      rows: { prefill: [], decode: [], together: [] },
    };
    groups.set(name, group);
    return group;
  };
  for (let row = 0; row < table.length; row++) {
    const kind = KINDS.get(phaseAt(row));
    if (kind) groupOf(row).rows[kind].push(row);
  }
  for (const { rows } of groups.values()) for (const each of Object.values(rows)) inOrder(each, timeAt);
  return [...groups.values()];
}

/** A transformation may have sorted rows otherwise; without times, the order stays. */
function inOrder(rows: number[], timeAt: (row: number) => number): void {
  let latest = -Infinity;
  for (const row of rows) {
    const at = timeAt(row);
    if (at < latest) {
      rows.sort((left, right) => timeAt(left) - timeAt(right) || left - right);
      return;
    }
    latest = at;
  }
}

function pointsOf({ key, table, rows }: Group, engine: string): OperatingPoint[] {
  const [intensity, flopPerSecond, busyShare] = [
    table.numbers('intensityFlopPerByte'),
    table.numbers('flopPerSecond'),
    table.numbers('busyShareRatio'),
  ];
  return PHASES.flatMap((kind) => {
    const row = rows[kind].at(-1);
    if (row === undefined) return [];
    const ceiling = ceilingAt(table, row);
    const point: OperatingPoint = {
      id: `${key}\n${kind}`,
      label: engine === '' ? kind : `${engine} · ${kind}`,
      kind,
      owner: key,
      intensityFlopPerByte: intensity(row),
      flopPerSecond: flopPerSecond(row),
      busyShare: Number.isFinite(busyShare(row)) ? busyShare(row) : undefined,
      ...(ceiling && { ceiling }),
      source: { frame: table.frame, row },
    };
    return [point];
  });
}

/** As the data source says it, which knows the mix of number formats. */
function ceilingAt(table: Table, row: number): Ceiling | undefined {
  const bound = table.texts('bound')(row);
  const flopPerSecond = table.numbers('roofFlopPerSecond')(row);
  if ((bound !== 'memory' && bound !== 'compute') || !(flopPerSecond > 0)) return undefined;
  return { flopPerSecond, boundBy: bound };
}

/** At most so many, evenly over the time, the newest among them. */
function trailOf({ key, table, rows: { together } }: Group, most: number): TrailPoint[] {
  const [intensity, flopPerSecond] = [table.numbers('intensityFlopPerByte'), table.numbers('flopPerSecond')];
  const count = Math.min(most, together.length);
  const every = count > 1 ? (together.length - 1) / (count - 1) : 0;
  return Array.from({ length: count }, (_, i) => {
    const row = together[Math.round(i * every)] ?? 0;
    return { owner: key, intensityFlopPerByte: intensity(row), flopPerSecond: flopPerSecond(row) };
  });
}

function limitsByEngine(frames: readonly DataFrame[]): Map<string, Limit[]> {
  const limits = new Map<string, Limit[]>();
  for (const table of tablesOf(frames, 'roofline-limits')) {
    const [engine, name] = [table.texts('engine'), table.texts('limit')];
    const [requests, intensity, binds] = [
      table.numbers('requests'),
      table.numbers('intensityFlopPerByte'),
      table.flags('binds'),
    ];
    for (let row = 0; row < table.length; row++) {
      const batch = Number.isFinite(requests(row)) ? ` × ${formatQuantity(Math.floor(requests(row)), 'requests')}` : '';
      const limit = { label: `${name(row)}${batch}`, intensityFlopPerByte: intensity(row), binds: binds(row) };
      const key = keyOf(table.frame, engine(row));
      limits.set(key, [...(limits.get(key) ?? []), limit]);
    }
  }
  return limits;
}
