import { useId } from 'react';

/** An id that can stand in `url(#…)`: React's own has characters that cannot. */
export const useSvgId = (): string => `ridgeline${useId().replace(/\W/g, '')}`;
