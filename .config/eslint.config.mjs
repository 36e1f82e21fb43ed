import grafanaI18n from '@grafana/i18n/eslint-plugin';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Outside packages that the pure core may use: parsers and a hash, without side effects. */
const CORE_PACKAGES = ['@lezer/', '@noble/hashes/', '@prometheus-io/lezer-promql', 'yaml$'];

/** Forbids imports by their path as written, which is enough because every import within the repository is relative. */
function boundary(folder, message, patterns) {
  return {
    files: [`${folder}/**/*.{ts,tsx}`],
    ignores: ['**/*.test.{ts,tsx}'],
    rules: { 'no-restricted-imports': ['error', { patterns: patterns.map((regex) => ({ regex, message })) }] },
  };
}

/** Imports that leave a folder of src for one of these siblings, or src for anything beside it. */
const sibling = (...names) => `(^|/)\\.\\./(${[...names, ...OUTSIDE].join('|')})(/|$)`;
const OUTSIDE = ['demo', 'preview', 'tests', 'cli', '\\.config'];

/** What makes a function depend on more than its arguments. */
const IMPURE = [
  { object: 'Date', property: 'now', message: 'The core has no clock: take the time as an argument.' },
  { object: 'Math', property: 'random', message: 'The core is deterministic.' },
];

export default tseslint.config(
  { ignores: ['dist/', 'dist-cli/', '.cache/', 'node_modules/', 'test-results/', 'playwright-report/'] },
  ...tseslint.configs.recommended,
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  // Scripts speak to a terminal.
  { files: ['.config/**', 'cli/**', 'demo/**', 'docker/**', 'preview/**', 'tests/**'], rules: { 'no-console': 'off' } },
  {
    files: ['src/**/*.tsx'],
    ...jsxA11y.flatConfigs.recommended,
  },
  {
    files: ['src/**/*.{ts,tsx}', 'preview/client/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    // The core has no words for people; it hands out tagged values.
    ignores: ['**/*.test.{ts,tsx}', 'src/core/**'],
    plugins: { '@grafana/i18n': grafanaI18n },
    rules: {
      '@grafana/i18n/no-untranslated-strings': 'error',
      '@grafana/i18n/no-translation-top-level': 'error',
    },
  },
  boundary('src/core', 'The core is pure: it imports itself and pure packages only.', [
    `^(?!\\.{1,2}/|${CORE_PACKAGES.join('|')})`,
    sibling('datasource', 'scorecard', 'app', 'shared'),
  ]),
  boundary('src/shared', 'shared may import core and Grafana only.', [sibling('datasource', 'scorecard', 'app')]),
  boundary('src/datasource', 'Plugins meet in core/frame and at run time only.', [sibling('scorecard', 'app')]),
  boundary('src/scorecard', 'Plugins meet in core/frame and at run time only.', [sibling('datasource', 'app')]),
  boundary('src/app', 'Plugins meet in core/frame and at run time only.', [sibling('datasource', 'scorecard')]),
  {
    files: ['src/core/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': ['error', ...IMPURE],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: IMPURE[0].message },
        { selector: 'ImportExpression', message: 'The core loads nothing at run time.' },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/core/**', 'src/shared/delegate/**', '**/*.test.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "ImportSpecifier[imported.name='getDataSourceSrv']",
          message: 'Only shared/delegate talks to other data sources.',
        },
        {
          selector: `ImportExpression[source.value=/\\.\\.\\/(datasource|scorecard|app|${OUTSIDE.join('|')})(\\/|$)/]`,
          message: 'Plugins meet in core/frame and at run time only.',
        },
      ],
    },
  },
  boundary('cli', 'The command line may import core, and words from shared.', ['(^|/)src/(?!core/|shared/words/)']),
  boundary('preview', 'The preview loads dist as Grafana would; it imports nothing of src.', ['(^|/)src(/|$)']),
  boundary('demo', 'The demo is an independent witness; it imports nothing of src.', ['(^|/)src(/|$)'])
);
