import type { HubSpotOptions } from '../../shared/options.ts';
import type { HubSpotCall } from './call.types.ts';
import { pass, type CallContext } from './objects.ts';

interface SchemasReply {
  results?: {
    name: string;
    objectTypeId?: string;
    fullyQualifiedName?: string;
    labels?: { singular?: string; plural?: string };
    archived?: boolean;
  }[];
}

/** The custom objects a portal has defined (hubspot-api.md §5). */
export async function readCustomObjects(
  call: HubSpotCall,
  context: CallContext,
): Promise<HubSpotOptions['customObjects']> {
  const { body } = await call<SchemasReply>(context.portalId, {
    endpoint: 'schemas.list',
    query: { archived: 'false' },
    ...pass(context),
  });
  return (body.results ?? [])
    .filter(({ archived }) => !archived)
    .map(({ name, labels, objectTypeId, fullyQualifiedName }) => ({
      name,
      label: labels?.plural ?? labels?.singular ?? name,
      objectTypeId: objectTypeId ?? fullyQualifiedName ?? name,
    }));
}
