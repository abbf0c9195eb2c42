import CopyWebpackPlugin from 'copy-webpack-plugin';
import type { Configuration, RuleSetRule } from 'webpack';
import { merge } from 'webpack-merge';
import grafanaConfig, { type Env } from './.config/webpack/webpack.config.ts';

/** What runs Grafana 12.3 knows ES2022; lowered further, generators alone would double the code. JSX needs no React in scope. */
const COMPILED = { target: 'es2022', transform: { react: { runtime: 'automatic' } } };

/**
 * As Grafana's own, and what it leaves out: the pictures of nested plugins, and the dashboards. Chunks of nested plugins are
 * addressed below the app, by the fixed public path of that configuration.
 */
export default async (env: Env): Promise<Configuration> => {
  const config = await grafanaConfig(env);
  for (const rule of config.module?.rules ?? []) {
    const { loader, options } = ((rule as RuleSetRule).use ?? {}) as { loader?: string; options?: { jsc: object } };
    if (loader === 'swc-loader' && options) Object.assign(options.jsc, COMPILED);
  }
  return merge(config, {
    plugins: [
      new CopyWebpackPlugin({
        patterns: [
          { from: 'grafana/*/img/**/*', to: '.' },
          // For provisioning, and for the import on the page of the data source.
          { from: '../dashboards/*.json', to: 'dashboards/[name][ext]' },
          { from: '../dashboards/*.json', to: 'grafana/datasource/dashboards/[name][ext]' },
        ],
      }),
    ],
  });
};
