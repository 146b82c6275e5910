import js from '@eslint/js';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier';
import boundaries from 'eslint-plugin-boundaries';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

const resolver = { [`${import.meta.dirname}/scripts/lint/eslint-resolver.cjs`]: {} };

const sizes = {
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 6],
};

const noBarrels = {
  selector: 'ExportAllDeclaration',
  message: 'No barrels: import from the file that defines the name.',
};
const noEnvironment = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Only config/ reads the environment: take what you need from APP_CONFIG.',
};

/** Lets `from` import what `to` lists. */
const may = (from, ...to) => ({
  from: { element: { types: { anyOf: [from].flat() } } },
  allow: { to: { element: { types: { anyOf: to } } } },
});

export default defineConfig(
  globalIgnores(['**/dist/', '**/.angular/', '**/coverage/', '**/.data/', '**/test-results/', '**/playwright-report/']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [ts.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...sizes,
      'no-restricted-syntax': ['error', noBarrels],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', prefer: 'type-imports' },
      ],
      // libraries type their options as classes but want literals
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // decorated classes without members are what Nest modules and Angular routes are
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  {
    files: ['**/*.spec.ts', 'backend/test/**/*.ts', 'frontend/e2e/**/*.ts', '**/*.test-support.ts'],
    rules: {
      // a describe() is one long function by nature
      'max-lines-per-function': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      // bodies of answers are what a test is about to look at
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  // backend: who may import whom (docs/architecture.md) ----------------------------------------
  {
    files: ['backend/contracts/src/**/*.ts'],
    rules: {
      // the type of a schema is inferred: that is its point
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(?!\\./|zod$)', message: 'Contracts import zod and each other, nothing else.' }] },
      ],
    },
  },
  {
    files: ['backend/src/**/*.ts'],
    plugins: { boundaries },
    settings: {
      'import/resolver': resolver,
      'boundaries/include': ['backend/src/**/*.ts'],
      'boundaries/elements': [
        { type: 'config', pattern: 'backend/src/config' },
        { type: 'common', pattern: 'backend/src/common' },
        { type: 'database', pattern: 'backend/src/database' },
        { type: 'security', pattern: 'backend/src/security/*', capture: ['name'] },
        { type: 'monitoring', pattern: 'backend/src/monitoring' },
        { type: 'performance', pattern: 'backend/src/performance/*', capture: ['name'] },
        { type: 'cloudinary', pattern: 'backend/src/cloudinary' },
        { type: 'operations', pattern: 'backend/src/operations/*', capture: ['name'] },
        { type: 'messaging', pattern: 'backend/src/messaging/*', capture: ['name'] },
        { type: 'learning', pattern: 'backend/src/learning/*', capture: ['name'] },
        { type: 'learning-root', pattern: 'backend/src/learning' },
        { type: 'cli', pattern: 'backend/src/cli' },
        { type: 'root', pattern: 'backend/src' },
      ],
    },
    rules: {
      'no-restricted-syntax': ['error', noBarrels, noEnvironment],
      'boundaries/no-unknown-dependencies': 'error',
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            { allow: { to: { module: { origin: ['external', 'core'] } } } },
            may(['root', 'cli'], '*'),
            may('config', 'config'),
            may('common', 'common', 'config'),
            may('database', 'database', 'common', 'config'),
            may('security', 'security', 'messaging', 'database', 'common', 'config'),
            may('messaging', 'messaging', 'security', 'database', 'common', 'config'),
            may('monitoring', 'monitoring', 'security', 'database', 'common', 'config'),
            may(
              'performance',
              'performance',
              'cloudinary',
              'messaging',
              'monitoring',
              'security',
              'database',
              'common',
              'config',
            ),
            may('cloudinary', 'cloudinary', 'performance', 'common', 'config'),
            may('learning', 'learning', 'performance', 'messaging', 'security', 'database', 'common', 'config'),
            may('learning-root', 'learning'),
            may(
              'operations',
              'learning',
              'performance',
              'operations',
              'messaging',
              'monitoring',
              'security',
              'database',
              'common',
              'config',
            ),
          ],
        },
      ],
    },
  },
  {
    files: ['backend/src/config/**/*.ts', 'backend/src/main.ts', 'backend/src/cli/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', noBarrels] },
  },
  // frontend -----------------------------------------------------------------------------------
  {
    files: ['frontend/src/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    plugins: { boundaries },
    settings: {
      'import/resolver': resolver,
      'boundaries/include': ['frontend/src/**/*.ts'],
      'boundaries/elements': [
        { type: 'core', pattern: 'frontend/src/app/core' },
        { type: 'shared', pattern: 'frontend/src/app/shared' },
        { type: 'page', pattern: 'frontend/src/app/pages/*/*', capture: ['area', 'name'] },
        { type: 'app', pattern: 'frontend/src/app' },
        { type: 'root', pattern: 'frontend/src' },
      ],
    },
    rules: {
      '@angular-eslint/prefer-signals': 'error',
      '@angular-eslint/prefer-output-readonly': 'error',
      // components are named by what they are (MonitoringPage), as the current style guide has it
      '@angular-eslint/component-class-suffix': 'off',
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            { allow: { to: { module: { origin: ['external', 'core'] } } } },
            may(['app', 'root'], '*'),
            may('core', 'core', 'shared'),
            may('shared', 'shared', 'core'),
            may('page', 'core', 'shared'),
            {
              from: { element: { type: 'page' } },
              allow: { to: { element: { type: 'page', captured: { name: '{{ from.element.captured.name }}' } } } },
            },
          ],
        },
      ],
    },
  },
  {
    files: ['frontend/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  prettier,
);
