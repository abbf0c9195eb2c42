import type { Texture } from './chart-series.ts';

interface TexturePatternProps {
  readonly id: string;
  readonly colour: string;
  readonly texture: Texture;
}

/** A faint fill with lines or dots of the same colour, for those who do not tell colours apart. */
export function TexturePattern({ id, colour, texture }: TexturePatternProps) {
  return (
    <pattern id={id} width={8} height={8} patternUnits="userSpaceOnUse">
      <rect width={8} height={8} fill={colour} fillOpacity={texture === 'plain' ? 0.65 : 0.35} />
      {MARKS[texture] !== undefined && <path d={MARKS[texture]} stroke={colour} strokeWidth={1.5} fill="none" />}
    </pattern>
  );
}

const MARKS: Readonly<Record<Texture, string | undefined>> = {
  plain: undefined,
  hatched: 'M-1 1 1 -1M0 8 8 0M7 9 9 7',
  dotted: 'M1.5 2h1.5M5.5 6h1.5',
  crossed: 'M0 4H8M4 0V8',
};
