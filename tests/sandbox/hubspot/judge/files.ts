import { isCustomName, objectType, type ObjectType } from '../objects.types.ts';

export const API_VERSIONS: ReadonlySet<string> = new Set(['2026-03', '2026-09']);

/** A file of HubSpot's and the concrete path as that file writes it. */
export interface Source {
  file: string;
  path: string;
}

/** Paths of deals say the type id where the others say the name; tickets have no file of their own. */
const fileOf = (type: ObjectType): string => (type === 'tickets' ? 'objects-generic' : type);
const segmentOf = (type: ObjectType): string => (type === 'deals' ? '0-3' : type);
/** Records and associations of 2026-09 are only in the beta snapshot; app events and generic objects in neither. */
const BETA: ReadonlySet<string> = new Set([
  'associations',
  'associations-schema',
  'calls',
  'communications',
  'companies',
  'contacts',
  'deals',
  'meetings',
  'notes',
  'tasks',
]);
const GA: ReadonlySet<string> = new Set([
  'account-info',
  'app-uninstall',
  'oauth',
  'owners',
  'pipelines',
  'properties',
]);
/** Not in the snapshot of 2026-03, or contradicted by it: a schema needs `shouldCreateSameObjectAssociation` there and does not know it here. */
const NEWER_ONLY: ReadonlySet<string> = new Set(['limits-tracking', 'object-schemas']);
const FAMILIES: readonly [RegExp, string][] = [
  [/^\/crm\/objects\/[^/]+\/[^/]+\/[^/]+\/associations\//, 'associations'],
  [/^\/crm\/associations\/[^/]+\/[^/]+\/[^/]+\/labels/, 'associations-schema'],
  [/^\/crm\/associations\//, 'associations'],
  [/^\/crm-object-schemas\//, 'object-schemas'],
  [/^\/crm\/limits\//, 'limits-tracking'],
  [/^\/crm\/properties\//, 'properties'],
  [/^\/crm\/pipelines\//, 'pipelines'],
  [/^\/crm\/owners\//, 'owners'],
  [/^\/account-info\//, 'account-info'],
  [/^\/appinstalls\//, 'app-uninstall'],
  [/^\/integrators\/timeline\//, 'app-events-timeline'],
  [/^\/oauth\//, 'oauth'],
];

export const versionOf = (path: string): string | undefined =>
  path.split('/').find((segment) => API_VERSIONS.has(segment));

/**
 * The files that judge a path, the exact 2026-03 twin first (hubspot-openapi README). Empty: no
 * published API of ours lives there.
 */
export function sourcesFor(path: string): Source[] {
  const version = versionOf(path);
  if (version === undefined) return [];
  let name = FAMILIES.find(([pattern]) => pattern.test(path))?.[1];
  let written = path;
  if (name === undefined) {
    const [, , , , segment = '', ...rest] = path.split('/');
    if (!path.startsWith('/crm/objects/')) return [];
    const type = objectType(segment);
    if (type === undefined && !isCustomName(segment)) return [];
    name = type === undefined ? 'custom-objects' : fileOf(type);
    if (type !== undefined) written = ['', 'crm', 'objects', version, segmentOf(type), ...rest].join('/');
  }
  const as = (wanted: string): string => written.replace(`/${version}`, `/${wanted}`);
  if (version === '2026-09' && NEWER_ONLY.has(name))
    return [{ file: `2026-09/${name}.json`, path: as('2026-09') }];
  const sources: Source[] = [{ file: `2026-03/${name}.json`, path: as('2026-03') }];
  if (version === '2026-09' && GA.has(name))
    sources.push({ file: `2026-09/${name}.json`, path: as('2026-09') });
  if (version === '2026-09' && BETA.has(name)) {
    const file = name === 'associations-schema' ? 'associations' : name;
    sources.push({ file: `2026-09-beta/${file}.json`, path: as('2026-09-beta') });
  }
  return sources;
}
