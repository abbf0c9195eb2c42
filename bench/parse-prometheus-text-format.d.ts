/** The package has no types of its own; what it returns is described only as far as we look at it. */
declare module 'parse-prometheus-text-format' {
  interface PeerMetric {
    readonly labels?: Readonly<Record<string, string>>;
    readonly value?: string;
  }
  interface PeerFamily {
    readonly name: string;
    readonly metrics: readonly PeerMetric[];
  }
  export default function parsePrometheusTextFormat(page: string): PeerFamily[];
}
