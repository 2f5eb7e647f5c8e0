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
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`, `<rootDir>/tests/${name}/**/*.test.tsx`],
  transform,
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/node_modules/)?(?:${ESM_ONLY})/)`],
  extensionsToTreatAsEsm: [],
  ...extra,
});

export default {
  projects: [project('unit'), project('integration'), project('contract'), project('ui'), project('browser')],
};
