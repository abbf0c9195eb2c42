/** The instants asked for, in Unix seconds: the end of each window. */
export interface Instants {
  readonly firstSeconds: number;
  readonly stepSeconds: number;
  readonly count: number;
}

export const lastSeconds = ({ firstSeconds, stepSeconds, count }: Instants): number =>
  firstSeconds + (count - 1) * stepSeconds;
