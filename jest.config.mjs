// Packages that ship only ES modules; jest runs CommonJS, so swc turns them too.
const ESM_ONLY = [
  'jose',
  'marked',
  'p-limit',
  'yocto-queue',
  'mingo',
  '@date-fns/tz',
  '@sparticuz/chromium',
  '@hubspot/ui-extensions',
  '@remote-ui',
  'tinyspy',
].join('|');

const transform = {
  '^.+\\.m?[jt]sx?$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
      },
      module: { type: 'commonjs' },
    },
  ],
};

const project = (name, extra = {}) => ({
  displayName: name,
  rootDir: '.',
  testEnvironment: 'node',
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  // Compiled copies of the sources, which `npm start` makes.
  modulePathIgnorePatterns: ['<rootDir>/.build/'],
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`, `<rootDir>/tests/${name}/**/*.test.tsx`],
  transform,
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/node_modules/)?(?:${ESM_ONLY})/)`],
  extensionsToTreatAsEsm: [],
  ...extra,
});

// Cards and pages bring React 18.3.1 and HubSpot's SDK in packages of their own; the root has neither.
const ui = project('ui', {
  modulePaths: ['<rootDir>/hubspot-app/app/node_modules'],
  setupFiles: ['<rootDir>/tests/ui/setup.ts'],
});

export default {
  projects: [project('unit'), project('integration'), project('contract'), ui, project('browser')],
};
