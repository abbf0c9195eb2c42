import { memo } from 'react';
import type { Primitive } from '../../roofline/drawing/index.ts';

// From the middle of a line down to where letters stand, for 12 pixels.
const BASELINE = 4.2;

/** A part of a drawing that says nothing when pointed at: axes, roofs, limits, labels. */
export const ShapeElement = memo(function ShapeElement({ primitive }: { readonly primitive: Primitive }) {
  const { role } = primitive;
  switch (primitive.shape) {
    case 'polyline':
      return <polyline data-role={role} points={primitive.vertices.map(({ x, y }) => `${x},${y}`).join(' ')} />;
    case 'line': {
      const { from, to } = primitive;
      return <line data-role={role} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />;
    }
    case 'circle':
      return <circle data-role={role} cx={primitive.centre.x} cy={primitive.centre.y} r={primitive.radius} />;
    case 'text': {
      const { position, anchor, of, text } = primitive;
      return (
        <text data-role={role} data-of={of} x={position.x} y={position.y + BASELINE} textAnchor={anchor}>
          {text}
        </text>
      );
    }
  }
});
