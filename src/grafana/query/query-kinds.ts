/** What can be asked, in the order in which an operator asks: is it fine, what limits it, what to change, where does the time go, how close to the hardware. */
export const QUERY_KINDS = {
  answer: {
    title: 'Answer',
    description: 'One row per engine: what is full, what a request arriving now would wait, in words.',
    shape: 'table',
  },
  fleet: {
    title: 'Engines',
    description: 'One row per engine, the worst first, with the numbers of the whole time range.',
    shape: 'table',
  },
  limits: {
    title: 'Limits',
    description: 'Every limit of an engine, the share of it that is used, and which one binds.',
    shape: 'table',
  },
  verdict: {
    title: 'Verdict',
    description: 'One row per engine: the one thing that binds it, how sure that is, and how many findings fire.',
    shape: 'table',
  },
  findings: {
    title: 'Findings',
    description: 'What is wrong with each engine and what to change: one row per finding, causes before what follows.',
    shape: 'table',
  },
  anatomy: {
    title: 'Where the time goes',
    description: 'Queue, prefill, decode and front end of finished requests; they add up to the end-to-end time.',
    shape: 'series',
  },
  occupancy: {
    title: 'How busy',
    description: "Requests running and waiting by the gauges, beside what Little's law says of them.",
    shape: 'series',
  },
  goodput: {
    title: 'Are users served',
    description: 'The share of requests that met every objective, with the bounds that the histograms allow.',
    shape: 'series',
  },
  percentiles: {
    title: 'Percentiles',
    description: 'p50 to p99 of one latency, each with the bucket that it lies in.',
    shape: 'series',
  },
  measures: {
    title: 'Measures',
    description: 'Any set of measures over time, each with its bounds.',
    shape: 'series',
  },
  roofline: {
    title: 'Roofline',
    description: 'Roofs, limits, the operating point of each engine and where it was before.',
    shape: 'roofline',
  },
  events: {
    title: 'Events',
    description:
      'Restarts, changes of the configuration that an engine exposes, and from when to when something was wrong.',
    shape: 'table',
  },
} as const;

export type QueryKind = keyof typeof QUERY_KINDS;

export const isQueryKind = (kind: unknown): kind is QueryKind =>
  typeof kind === 'string' && Object.hasOwn(QUERY_KINDS, kind);
