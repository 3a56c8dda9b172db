import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** The walls of the house: which room may import what. See CONTRIBUTING.md. */
const wall = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});
const noVscode = { group: ['vscode'], message: 'This room must load in plain Node.' };
const noNode = {
  group: ['node:*', 'fs', 'path', 'os', 'child_process', 'crypto'],
  message: 'The pure room takes everything as a parameter.',
};
const rooms = (names, message) => ({ group: names.map((name) => `**/${name}/**`), message });

export default tseslint.config(
  {
    ignores: [
      'dist',
      'out',
      'coverage',
      'node_modules',
      'roadmaps/starters/*/files',
      'roadmaps/starters/bases',
      'roadmaps/starters/parts',
      'test/solutions',
      'test/faults',
      'test/fixtures',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'scripts/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'no-empty': ['error', { allowEmptyCatch: false }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }] },
  },
  wall(
    ['src/learning/**/*.ts'],
    [
      noVscode,
      noNode,
      rooms(['storage', 'views', 'commands', 'checks', 'activity', 'webview'], 'learning/ knows no other room.'),
    ],
  ),
  wall(
    ['src/webview/**/*.{ts,tsx}'],
    [
      noVscode,
      noNode,
      rooms(
        ['storage', 'views', 'commands', 'checks', 'activity'],
        'The panel speaks to the host through protocol.ts alone.',
      ),
    ],
  ),
  wall(['src/views/**/*.ts'], [rooms(['commands'], 'Views show; they never change anything.')]),
  wall(['src/protocol.ts'], [noVscode, noNode]),
  {
    files: ['test/**/*.ts', 'scripts/**/*.{ts,mjs}'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  // Types of the scripts are checked by TypeScript (`@ts-check`), which knows their globals.
  { files: ['**/*.{js,mjs}'], ...tseslint.configs.disableTypeChecked },
  { files: ['**/*.mjs'], rules: { 'no-undef': 'off' } },
  { files: ['eslint.config.js'], rules: { 'no-restricted-exports': 'off' } },
);
