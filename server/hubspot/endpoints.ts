/**
 * Every HubSpot endpoint we use, by name. `{v}` is the dated version, other placeholders are filled per
 * call. `server/docs/hubspot-endpoints.md` lists the same rows and a test compares the two.
 *
 * `batch` is the largest number of inputs of one call (hubspot-api.md §8.1); `write` says that a lost
 * answer leaves the effect unknown.
 */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly scope: string;
  readonly bucket: 'general' | 'search';
  readonly batch?: number;
  readonly write: boolean;
  /** A 200 without a body is a full answer here; elsewhere it says nothing about the effect. */
  readonly bodyless?: true;
  readonly label: string;
}

const object = (label: string, action: string, write: boolean, batch = 100): Endpoint => ({
  method: 'POST',
  path: `/crm/objects/{v}/{type}/batch/${action}`,
  scope: 'crm.objects.{type}',
  bucket: 'general',
  batch,
  write,
  label,
});

export const ENDPOINTS = {
  'objects.read': object('read records', 'read', false),
  'objects.get': {
    method: 'GET',
    path: '/crm/objects/{v}/{type}/{id}',
    scope: 'crm.objects.{type}',
    bucket: 'general',
    write: false,
    label: 'read a record',
  },
  'objects.create': object('create records', 'create', true),
  'objects.update': object('update records', 'update', true),
  'objects.upsert': object('create or update records', 'upsert', true),
  'objects.archive': object('archive records', 'archive', true),
  'objects.search': {
    method: 'POST',
    path: '/crm/objects/{v}/{type}/search',
    scope: 'crm.objects.{type}',
    bucket: 'search',
    batch: 200,
    write: false,
    label: 'search records',
  },
  'associations.read': {
    method: 'POST',
    path: '/crm/associations/{v}/{from}/{to}/batch/read',
    scope: 'crm.objects.{from}',
    bucket: 'general',
    batch: 1_000,
    write: false,
    label: 'read associations',
  },
  'associations.create': {
    method: 'POST',
    path: '/crm/associations/{v}/{from}/{to}/batch/create',
    scope: 'crm.objects.{from}',
    bucket: 'general',
    batch: 2_000,
    write: true,
    label: 'create associations',
  },
  'associations.default': {
    method: 'POST',
    path: '/crm/associations/{v}/{from}/{to}/batch/associate/default',
    scope: 'crm.objects.{from}',
    bucket: 'general',
    batch: 2_000,
    write: true,
    label: 'link records',
  },
  'associations.archive': {
    method: 'POST',
    path: '/crm/associations/{v}/{from}/{to}/batch/archive',
    scope: 'crm.objects.{from}',
    bucket: 'general',
    batch: 2_000,
    write: true,
    label: 'remove associations',
  },
  'properties.list': {
    method: 'GET',
    path: '/crm/properties/{v}/{type}',
    scope: 'crm.schemas.{type}.read',
    bucket: 'general',
    write: false,
    label: 'list properties',
  },
  'properties.create': {
    method: 'POST',
    path: '/crm/properties/{v}/{type}',
    scope: 'crm.schemas.{type}.write',
    bucket: 'general',
    write: true,
    label: 'create a property',
  },
  'properties.createBatch': {
    method: 'POST',
    path: '/crm/properties/{v}/{type}/batch/create',
    scope: 'crm.schemas.{type}.write',
    bucket: 'general',
    batch: 100,
    write: true,
    label: 'create properties',
  },
  'properties.groups': {
    method: 'GET',
    path: '/crm/properties/{v}/{type}/groups',
    scope: 'crm.schemas.{type}.read',
    bucket: 'general',
    write: false,
    label: 'list property groups',
  },
  'properties.createGroup': {
    method: 'POST',
    path: '/crm/properties/{v}/{type}/groups',
    scope: 'crm.schemas.{type}.write',
    bucket: 'general',
    write: true,
    label: 'create a property group',
  },
  'owners.list': {
    method: 'GET',
    path: '/crm/owners/{v}',
    scope: 'crm.objects.owners.read',
    bucket: 'general',
    write: false,
    label: 'list owners',
  },
  'pipelines.list': {
    method: 'GET',
    path: '/crm/pipelines/{v}/{type}',
    scope: 'crm.objects.{type}.read',
    bucket: 'general',
    write: false,
    label: 'list pipelines',
  },
  'schemas.list': {
    method: 'GET',
    path: '/crm-object-schemas/{v}/schemas',
    scope: 'crm.schemas.custom.read',
    bucket: 'general',
    write: false,
    label: 'list custom objects',
  },
  'schemas.create': {
    method: 'POST',
    path: '/crm-object-schemas/{v}/schemas',
    scope: 'crm.schemas.custom.write',
    bucket: 'general',
    write: true,
    label: 'create a custom object',
  },
  'schemas.associate': {
    method: 'POST',
    path: '/crm-object-schemas/{v}/schemas/{type}/associations',
    scope: 'crm.schemas.custom.write',
    bucket: 'general',
    write: true,
    label: 'let a custom object be linked',
  },
  'limits.customObjects': {
    method: 'GET',
    path: '/crm/limits/{v}/custom-object-types',
    scope: 'crm.schemas.custom.read',
    bucket: 'general',
    write: false,
    label: 'read how many custom objects are allowed',
  },
  'account.details': {
    method: 'GET',
    path: '/account-info/{v}/details',
    scope: 'oauth',
    bucket: 'general',
    write: false,
    label: 'read account details',
  },
  'events.sendBatch': {
    method: 'POST',
    path: '/integrators/timeline/{v}/events/batch',
    scope: 'crm.objects.contacts.write',
    bucket: 'general',
    batch: 100,
    write: true,
    label: 'send app events',
  },
  'events.send': {
    method: 'POST',
    path: '/integrators/timeline/{v}/events',
    scope: 'crm.objects.contacts.write',
    bucket: 'general',
    write: true,
    bodyless: true,
    label: 'send an app event',
  },
  'app.uninstall': {
    method: 'DELETE',
    path: '/appinstalls/{v}/external-install',
    scope: 'oauth',
    bucket: 'general',
    write: true,
    label: 'uninstall the app',
  },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof ENDPOINTS;
