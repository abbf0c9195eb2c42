/** What Prometheus needs to scrape vLLM, to be pasted into prometheus.yml. */
export const SCRAPE_CONFIG = `scrape_configs:
  - job_name: vllm
    scrape_interval: 5s
    metrics_path: /metrics
    static_configs:
      - targets:
          - gpu-1:8000
          - gpu-2:8000
`;
