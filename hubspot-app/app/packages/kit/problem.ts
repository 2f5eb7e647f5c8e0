import { kitTexts } from './texts.ts';

/**
 * What a person can do about it, which decides what is shown:
 * - `denied`: trying again does not help, a person has to grant access first.
 * - `not_connected`: somebody has to connect this account at liveprompt.
 * - `stale`: somebody else changed it meanwhile.
 * - `invalid`: the input was refused; `issues` say where.
 * - `failed`: an outage or anything unknown; trying again may help.
 */
export type ProblemKind = 'denied' | 'not_connected' | 'stale' | 'invalid' | 'failed';

export interface Issue {
  path: string;
  message: string;
}

/** Why something did not work: what happened and what to do, in words for a person. */
export interface Problem {
  kind: ProblemKind;
  /** Our server's code, empty when the answer was not ours. */
  code: string;
  message: string;
  issues: Issue[];
  /** Where the next click leads, when it leads to liveprompt. */
  url?: string;
}

/** HubSpot refused the call, it timed out, or nothing came back (hubspot-platform.md §3.6). */
export function unreachable(): Problem {
  return { kind: 'failed', code: '', message: kitTexts.noAnswer, issues: [] };
}

/** Our server's own words when it sent some (`{error:{code,message,action?,issues?}}`), else what the status tells. */
export function problemOf(status: number, body: unknown): Problem {
  const error = isRecord(body) && isRecord(body.error) ? body.error : {};
  const code = typeof error.code === 'string' ? error.code : '';
  const kind = kindOf(status, code);
  const words = [error.message, error.action].filter((part) => typeof part === 'string' && part !== '');
  return {
    kind,
    code,
    message: words.join(' ') || (kind === 'denied' ? kitTexts.denied.message : kitTexts.noAnswer),
    issues: Array.isArray(error.issues) ? error.issues.filter(isIssue) : [],
    ...(typeof error.url === 'string' ? { url: error.url } : {}),
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function kindOf(status: number, code: string): ProblemKind {
  if (code === 'not_connected') return 'not_connected';
  if (status === 403) return 'denied';
  if (status === 409) return 'stale';
  // 400 and 422 name fields; without a word of ours they are an outage like any other.
  return code !== '' && (status === 422 || status === 400) ? 'invalid' : 'failed';
}

function isIssue(value: unknown): value is Issue {
  return isRecord(value) && typeof value.path === 'string' && typeof value.message === 'string';
}
