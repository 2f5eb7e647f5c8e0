import { json } from '../http.ts';
import type { Portal } from '../portal/portal.ts';
import type { Route } from './route.ts';

const BORN = '2024-01-01T00:00:00.000Z';
const FIRST_TYPE = 1_001;

/** Definitions of the customer's own objects (hubspot-api.md §5); none of them has properties of interest here. */
const schemaView = (portal: Portal): Record<string, unknown>[] =>
  (portal.seed.customObjects ?? []).map(({ name, singular, plural }, index) => ({
    id: String(FIRST_TYPE + index),
    objectTypeId: `2-${FIRST_TYPE + index}`,
    name,
    fullyQualifiedName: `p${portal.id}_${name}`,
    labels: { singular, plural },
    allowsSensitiveProperties: false,
    requiredProperties: [],
    searchableProperties: [],
    secondaryDisplayProperties: [],
    properties: [],
    associations: [],
    archived: false,
    createdAt: BORN,
    updatedAt: BORN,
  }));

export const SCHEMA_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/crm-object-schemas/{v}/schemas',
    scopes: () => [['crm.schemas.custom.read', 'crm.objects.custom.read']],
    bucket: 'general',
    handle: ({ portal, request }) =>
      json(200, { results: request.query.get('archived') === 'true' ? [] : schemaView(portal) }),
  },
];
