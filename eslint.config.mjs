import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const PRODUCT = ['server/**/*.ts', 'shared/**/*.ts'];
/** React lives in packages of its own; their types are checked by their own compiler settings. */
const REACT = [
  'tests/ui/**',
  'tests/sandbox/preview/**',
  'tests/sandbox/demo/page/**',
  'tests/browser/page/**',
];
const TYPED = ['server/**/*.ts', 'shared/**/*.ts', 'tests/**/*.ts'];

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Name what you export; a default export gets a different name in every file.',
};
const noProcessEnv = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Only server/config reads the environment; take the value from the frozen Config.',
};

export default defineConfig([
  // The cards and the preview bring HubSpot's own rules and React; `npm run hubspot:check` lints them there.
  globalIgnores(['.build/', '.cache/', 'hubspot-app/', 'tests/fixtures/']),
  js.configs.recommended,
  {
    files: TYPED,
    ignores: REACT,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
  },
  {
    files: ['tests/**/*.ts', 'tests/**/*.tsx'],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', noDefaultExport],
    },
  },
  {
    files: TYPED,
    ignores: REACT,
    rules: {
      // `document['field']` marks a key that only the database knows.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Factories return closures: nothing that is handed around here uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      // An empty string or `false` counts as missing where a person typed it.
      '@typescript-eslint/prefer-nullish-coalescing': [
        'error',
        { ignorePrimitives: { string: true, boolean: true } },
      ],
      // A record's properties and a request's headers are maps in the words of their field.
      '@typescript-eslint/no-dynamic-delete': 'off',
      // Numbers in sentences read well; everything else must say how it becomes text.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['tests/**/*.test.ts'],
    rules: {
      // Jest's matchers and supertest's bodies are typed `any`; looking into them is what a test is for.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // A test also asks what the types promise away.
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
  {
    files: ['server/hubspot/**/*.ts'],
    rules: {
      // HubSpot's SDK declares its wire types as classes; we use them as the shapes they are, never as instances.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // The SDK's types are a promise, not a check: ids become text whatever HubSpot sends.
      '@typescript-eslint/no-unnecessary-type-conversion': 'off',
    },
  },
  {
    files: PRODUCT,
    rules: {
      'no-console': 'error',
      // ASVS 1.3.2.
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-syntax': ['error', noDefaultExport, noProcessEnv],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['**/tests/**', '**/hubspot-app/**'], message: 'The product never knows its tests.' },
          ],
        },
      ],
    },
  },
  { files: ['server/config/**/*.ts'], rules: { 'no-restricted-syntax': ['error', noDefaultExport] } },
  { files: ['server/main.ts', 'server/operate.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        module: 'writable',
        require: 'readonly',
      },
    },
  },
  prettier,
]);
