import { by, ENGINE, type Scope } from '../level.ts';
import { series, type Series } from '../promql.ts';

/** Requests running and waiting in each engine, now or when the window began. */
export const inSystem = ({ window }: Scope, when: 'now' | 'at-start'): string => {
  const close = when === 'now' ? '' : ` offset ${window.text}`;
  const largest = (meaning: Series['meaning']): string => `max ${by(ENGINE)} (${series({ meaning, close })})`;
  return `${largest('requestsRunning')} + ${largest('requestsWaiting')}`;
};
