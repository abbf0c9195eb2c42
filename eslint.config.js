import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['node_modules', 'lib', 'dist', 'coverage', 'test/fixtures', '.config'] },
  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [js.configs.recommended],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [js.configs.recommended, ...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      complexity: ['error', 14],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  {
    // A browser's code has its own types.
    files: ['src/module.tsx', 'src/grafana/**', 'test/grafana/**', 'test/harness/**', 'test/e2e/**'],
    languageOptions: { parserOptions: { projectService: false, project: 'tsconfig.grafana.json' } },
  },
  // Fixtures are taken apart by name; that is how they are meant to be used.
  { files: ['test/e2e/**'], rules: { '@typescript-eslint/unbound-method': 'off' } },
  { files: ['webpack.config.ts'], extends: [tseslint.configs.disableTypeChecked] },
  { files: ['bench/**'], rules: { 'no-console': 'off' } },
);
