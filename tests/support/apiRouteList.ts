import { erasePerson } from '../../server/http/api/erasePerson.ts';
import { exportPerson } from '../../server/http/api/exportPerson.ts';
import { deleteConnection } from '../../server/http/api/deleteConnection.ts';
import { linkConnection } from '../../server/http/api/linkConnection.ts';
import { postConnection } from '../../server/http/api/postConnection.ts';
import { apiRoutes } from '../../server/http/apiRoutes.ts';
import type { ApiRoute } from '../../server/http/route.ts';

/** Stands for every dependency: the list of routes is made without calling any. */
const anything: unknown = new Proxy(() => undefined, { get: () => anything });

/** Every endpoint under `/api/v1`, as the router mounts them. */
export function apiRouteList(): ApiRoute[] {
  const deps = anything as never;
  return [
    postConnection(deps),
    deleteConnection(deps),
    linkConnection(deps),
    exportPerson(deps),
    erasePerson(deps),
    ...apiRoutes(deps),
  ];
}
