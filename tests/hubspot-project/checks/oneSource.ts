import { DOORS } from '../../../server/http/doors.ts';
import { getCallback } from '../../../server/http/oauth/getCallback.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../../shared/scopes.ts';
import { appConfig, type Project } from '../project.ts';

const never = () => Promise.reject(new Error('never called'));
/** The route that HubSpot redirects to (contract §4), as our server really has it. */
const CALLBACK_PATH = `${DOORS.oauth}${
  getCallback({
    states: { begin: never, bind: never, consume: never, adopt: never },
    connect: { grant: never },
    linkTokens: { mint: never },
    randomBytes: Buffer.alloc,
    appUrl: '',
    secure: true,
  }).path
}`;

/** A scope in one place only blocks the install, or is asked for and never used. */
export function scopeProblems(project: Project): string[] {
  const { requiredScopes = [], optionalScopes = [] } = appConfig(project).auth ?? {};
  return [
    ...difference('requiredScopes', REQUIRED_SCOPES, requiredScopes),
    ...difference('optionalScopes', OPTIONAL_SCOPES, optionalScopes),
  ];
}

function difference(key: string, wanted: readonly string[], listed: readonly string[]): string[] {
  return [
    ...wanted.filter((scope) => !listed.includes(scope)).map((scope) => `${scope} is missing in ${key}`),
    ...listed
      .filter((scope) => !wanted.includes(scope))
      .map((scope) => `${scope} in ${key} is not in shared/scopes.ts`),
  ];
}

export function redirectProblems(project: Project): string[] {
  const urls = appConfig(project).auth?.redirectUrls ?? [];
  const wrong = urls.filter((url) => new URL(url).pathname !== CALLBACK_PATH);
  if (urls.length === 0) return ['app-hsmeta.json lists no redirect URL'];
  return wrong.map((url) => `${url} is not our callback route ${CALLBACK_PATH}`);
}

/** HubSpot answers 403 to a card or page that asks an origin which is not listed (hubspot-platform.md §2). */
export function fetchProblems(project: Project): string[] {
  const { permittedUrls, support = {} } = appConfig(project);
  const permitted = permittedUrls?.fetch ?? [];
  // A link may lead to where the app offers help, which HubSpot shows beside the app as well.
  const linked = Object.values(support).flatMap((url) => (URL.canParse(url) ? [new URL(url).origin] : []));
  const sources = project.files.filter((file) => /\.tsx?$/.test(file));
  const used = new Set<string>();
  const problems: string[] = [];
  for (const file of sources) {
    const text = project.read(file);
    for (const [origin] of text.matchAll(/https?:\/\/[\w.-]+(:\d+)?/g)) {
      used.add(origin);
      if (![...permitted, ...linked].includes(origin))
        problems.push(`${file}: ${origin} is not in permittedUrls.fetch`);
    }
    // Only then the origins above are all there are.
    const calls = [...text.matchAll(/hubspot\.fetch\(\s*/g)];
    const plain = calls.filter(({ index, 0: call }) =>
      text.startsWith('`${API_ORIGIN}/', index + call.length),
    );
    if (plain.length < calls.length)
      problems.push(`${file}: hubspot.fetch must begin with \`\${API_ORIGIN}/\``);
  }
  return [
    ...problems,
    ...permitted.filter((origin) => !used.has(origin)).map((origin) => `nobody asks the permitted ${origin}`),
  ];
}
