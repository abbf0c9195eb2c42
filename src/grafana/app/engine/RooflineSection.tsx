import type { DataFrame } from '@grafana/data';
import { RooflineDrawing } from '../../panel/index.ts';
import { noticesOf } from '../asking/notices.ts';
import { useWidth } from '../charts/use-width.ts';
import { Section } from '../shell/Section.tsx';
import { NotKnown } from './NotKnown.tsx';

const HEIGHT = 440;

/** How close the engine comes to what its hardware could do. */
export function RooflineSection({ frames }: { readonly frames: readonly DataFrame[] }) {
  const [element, width] = useWidth(900);
  const hasPoints = frames.some(({ name, length }) => name === 'points' && length > 0);
  return (
    <Section
      title="How close to the hardware"
      hint="What the GPU could do at most, and where this engine is. Declare model and hardware in the data source to see it."
    >
      <div ref={element}>
        {hasPoints ? (
          <RooflineDrawing frames={frames} width={width} height={HEIGHT} />
        ) : (
          <NotKnown notices={noticesOf(frames)} />
        )}
      </div>
    </Section>
  );
}
