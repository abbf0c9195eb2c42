import { memo, useDeferredValue, useMemo } from 'react';
import { RooflineDrawing } from '../../panel/index.ts';
import { useWidth } from '../charts/use-width.ts';
import { Section } from '../shell/Section.tsx';
import { Message } from '../shell/Message.tsx';
import { doubtOf } from './doubt.ts';
import { LimitsThen } from './LimitsThen.tsx';
import { Outcome } from './Outcome.tsx';
import { plansOf, type Asked } from './plans.ts';

const HEIGHT = 380;

/** What would come of it: numbers, limits and the roofline; or what has to be known for that. */
export const PlanSection = memo(function PlanSection(props: Asked) {
  // Whoever types does not wait for it.
  const settled = useDeferredValue(props);
  const [element, width] = useWidth();
  const { now, then, problems } = useMemo(() => plansOf(settled), [settled]);
  const { load, measured, replicasThen } = settled;
  const doubt = now && doubtOf(now, measured);
  return (
    <Section
      title="What would come of it"
      hint="Predicted from the roofs of the hardware; in brackets how far off that may be."
    >
      <div ref={element}>
        {problems.map((problem) => (
          <p key={problem}>{problem}</p>
        ))}
        {doubt !== undefined && <Message title={doubt} />}
        {then && (
          <>
            <Outcome load={load} plan={then} replicas={replicasThen} />
            <LimitsThen now={now} then={then} />
            <RooflineDrawing scene={then.scene} width={width} height={HEIGHT} />
          </>
        )}
      </div>
    </Section>
  );
});
