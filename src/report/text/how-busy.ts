import { formatQuantity } from '../../quantities/index.ts';
import type { EngineReport } from '../schema.ts';
import { columns } from './columns.ts';
import { lookAt, type Look } from './look.ts';

/** How many requests are there and come and go, by the gauges and by Little's law. */
export function howBusy(engine: EngineReport): string[] {
  const look = lookAt(engine);
  const gauge = (id: 'requestsInSystem' | 'requestsWaiting' | 'requestsRunning') =>
    `${look.short(id)}, most ${look.short(`${id}Max`)}`;
  return columns([
    ['', 'gauges', "Little's law"],
    ['in system', gauge('requestsInSystem'), `${look.short('littleSystemRequests')} by finished requests`],
    ['waiting', gauge('requestsWaiting'), `${look.short('littleQueuedRequests')} by finished requests${requeue(look)}`],
    [
      'running',
      gauge('requestsRunning'),
      `${look.short('littleDecodingRequests')} decoding, live · ${look.short('littleRunningRequests')} by finished requests`,
    ],
    ...residual(look),
    [
      'requests',
      `in ${look.short('arrivalsPerSecond')} · started ${look.short('firstTokensPerSecond')} · finished ${look.short('completionsPerSecond')}${reasons(look)}`,
    ],
    [
      'tokens',
      `in ${look.amount('promptTokensPerSecond')} (${look.amount('computedPromptTokensPerSecond')} computed) · out ${look.amount('generationTokensPerSecond')} · per request ${look.amount('promptTokensPerRequest')} in, ${look.amount('generationTokensPerRequest')} out`,
    ],
    [
      'step',
      `${look.short('stepSeconds')} · ${look.short('decodeRequestsPerStep')} decoding · ${look.short('tokensPerStep')} · ${look.amount('stepsPerSecond')} · busy ${look.short('busyRatio')}`,
    ],
  ]);
}

/** How far gauges and Little's law are apart, and why; nothing where they cannot be compared. */
export function residual(look: Look): string[][] {
  const measured = look.measure('littleResidualRatio');
  if (!measured.known) return [];
  const parts = Object.entries(inOneRamp(measured.parts ?? {}))
    .filter(([, part]) => Math.abs(part) >= MENTIONED)
    .map(([name, part]) => `${PART_NAMES[name] ?? name} ${formatQuantity(part, 'ratio')}`);
  return [['difference', formatQuantity(measured.value, 'ratio'), parts.join(', ')]];
}

/** In a ramp its part is a rough estimate, and what it leaves over is its error rather than a fault. */
function inOneRamp(parts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const { ramp = 0, unexplained = 0, ...others } = parts;
  return Math.abs(ramp) < RAMP ? parts : { ramp: ramp + unexplained, ...others };
}

// From here on the number in the system changed so much over the window that the change dominates.
const RAMP = 0.1;

// Below half a per cent a part is noise, and naming it distracts.
const MENTIONED = 0.005;

const PART_NAMES: Readonly<Record<string, string>> = {
  ramp: 'ramp',
  blindFirstStep: 'first steps, which gauges miss',
  unexplained: 'unexplained',
};

/** " (stop 40 %, length 60 %)": how the finished requests ended. */
function reasons(look: Look): string {
  const finished = look.measure('completionsPerSecond');
  if (!finished.known || finished.value === 0) return '';
  const named = Object.entries(finished.parts ?? {})
    .filter(([, rate]) => rate > 0)
    .map(([reason, rate]) => `${reason} ${formatQuantity(rate / finished.value, 'ratio')}`);
  return named.length === 0 ? '' : ` (${named.join(', ')})`;
}

/** " (the rest: 1.9 s again after each of 1/s preemptions)". */
function requeue(look: Look): string {
  const again = look.measure('requeueSeconds');
  return again.known
    ? ` (the rest waits again after preemption: ${look.value('preemptionsPerSecond')}, ${look.value('requeueSeconds')} each)`
    : '';
}
