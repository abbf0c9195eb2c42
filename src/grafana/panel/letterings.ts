import { PIXELS, type Lettering, type Size } from '../../roofline/drawing/index.ts';

// The legend of the panel is the key.
const FULL: Lettering = {
  ...PIXELS,
  // The letters of Grafana are narrower than those of other places.
  widthOf: (text) => 0.88 * PIXELS.widthOf(text),
  hasKey: false,
  margin: { top: 30, right: 18, bottom: 44 },
  least: { width: 1, height: 1 },
};

/** Long leaders would cross all of a low picture. */
const LOW: Lettering = { ...FULL, reachLines: 2 };
const LOW_BELOW = 360;

/** Too narrow for numbers at the axes: names of what is most important, and shapes. */
const SMALL: Lettering = {
  ...FULL,
  isDetailed: false,
  hasNumbers: false,
  reachLines: 0,
  pointRadius: { least: 3, most: 8 },
  margin: { top: 6, right: 6, bottom: 8 },
  least: { width: 60, height: 40 },
};

// Below it neither axis has room for two numbers.
const LEAST_FULL: Size = { width: 240, height: 150 };

/** How much is written in a picture of this size, and how large points are among so many engines. */
export function letteringFor({ width, height }: Size, engines: number): Lettering {
  if (width < LEAST_FULL.width || height < LEAST_FULL.height) return SMALL;
  const lettering = height < LOW_BELOW ? LOW : FULL;
  return engines > MANY_ENGINES ? { ...lettering, pointRadius: CROWDED } : lettering;
}

const MANY_ENGINES = 8;
const CROWDED = { least: 3, most: 6 };
