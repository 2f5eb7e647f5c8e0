/**
 * Imports point one way (server/docs/decisions/0001-rooms-and-imports.md). A room may import rooms of its own
 * tier and of the tiers below it. tests/contract/house/layering.test.ts holds this.
 */
const TIERS = [
  ['http', 'schedule', 'health'],
  ['intake', 'crmEvents', 'privacy', 'workflow', 'backfill', 'brief'],
  ['simulate'],
  ['sync', 'cards', 'reports'],
  [
    'installs',
    'sessions',
    'queue',
    'matching',
    'scoring',
    'settings',
    'usage',
    'audit',
    'mapping',
    'stages',
    'proposals',
    'insights',
  ],
  ['text'],
  ['hubspot'],
  ['store'],
  ['config'],
];

/** The engines of demo and tests; a process with MONGODB_URI never loads them. */
const EMBEDDED = '^server/store/(embedded/|temporary-mongod\\.ts$)';

/** Where rooms meet: the roots of the composition, and the list of every collection. */
const ROOT = '^server/(main|operate|operateCommands|compose|collections)\\.ts$';

const roomsOf = (tiers) => `^server/(${tiers.flat().join('|')})/`;

const upwards = TIERS.slice(1).map((rooms, index) => ({
  name: `${rooms[0]}-tier-never-imports-upwards`,
  severity: 'error',
  comment: `${rooms.join(', ')} may not know ${TIERS.slice(0, index + 1)
    .flat()
    .join(', ')}.`,
  from: { path: roomsOf([rooms]) },
  to: { path: roomsOf(TIERS.slice(0, index + 1)) },
}));

module.exports = {
  forbidden: [
    ...upwards,
    {
      name: 'every-room-has-a-tier',
      severity: 'error',
      comment: 'A new room gets its place in TIERS above, or nothing would hold its imports.',
      from: { path: '^server/[^/]+/', pathNot: `${roomsOf(TIERS)}` },
      to: {},
    },
    {
      name: 'nobody-imports-the-root',
      severity: 'error',
      comment: 'Parts meet only in these files; no room may know them.',
      from: { path: '^(server|shared)/', pathNot: ROOT },
      to: { path: ROOT },
    },
    {
      name: 'leaves-stay-leaves',
      severity: 'error',
      comment: 'errors.ts, clock.ts and crashpoints.ts are below every room.',
      from: { path: '^server/(errors|clock|crashpoints)\\.ts$' },
      to: { path: '^server/[^/]+/' },
    },
    {
      name: 'product-never-imports-tests',
      severity: 'error',
      comment: 'The sandbox is the test partner of the product, never a part of it.',
      from: { path: '^(server|shared)/' },
      to: { path: '^(tests|hubspot-app)/' },
    },
    {
      name: 'shared-is-a-leaf',
      severity: 'error',
      comment: 'Both sides of a wire import shared: nothing of Node, React or the server may come with it.',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'cards-know-only-shared',
      severity: 'error',
      comment: 'HubSpot bundles the cards; whatever they import ends up in a browser.',
      from: { path: '^hubspot-app/' },
      to: { path: '^(server|tests)/' },
    },
    {
      name: 'extensions-stand-alone',
      severity: 'error',
      comment:
        'HubSpot builds cards, settings and pages each by itself; what they share is the kit. Its own rule no-parent-imports looks below src/app only, which our folder is not called.',
      from: { path: '^hubspot-app/app/(cards|settings|pages|packages/kit)/' },
      to: {
        path: '^hubspot-app/app/',
        pathNot: ['^hubspot-app/app/$1/', '^hubspot-app/app/packages/kit/', '/node_modules/'],
      },
    },
    {
      name: 'no-records-outside-records',
      severity: 'error',
      comment: 'Only a card has a record: HubSpot offers its CRM components and hooks nowhere else.',
      from: { path: '^hubspot-app/app/(settings|pages|packages/kit)/' },
      to: { path: '@hubspot/ui-extensions/(dist/)?crm' },
    },
    {
      name: 'embedded-engines-are-loaded-on-demand',
      severity: 'error',
      comment:
        'Production never pays for the demo store: only server/store may load it, and only when needed.',
      from: { path: '^server/', pathNot: EMBEDDED },
      to: {
        path: [EMBEDDED, '(^|/)node_modules/mongodb-memory-server-core/'],
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
    },
    {
      name: 'only-the-store-knows-the-embedded-engines',
      severity: 'error',
      comment: 'The choice of engine is made in one place.',
      from: { path: '^server/', pathNot: '^server/store/' },
      to: { path: [EMBEDDED, '(^|/)node_modules/mongodb-memory-server-core/'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or miss a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'every-import-resolves',
      severity: 'error',
      comment: 'An import that resolves to nothing escapes every rule above.',
      from: { path: '^(server|shared)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^tests/fixtures/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
