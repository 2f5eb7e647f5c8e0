import { callApi, problemOf } from '../../../hubspot-app/app/packages/kit/index.ts';

const answerWith = (status: number, body: string) =>
  Object.assign(globalThis, { hsFetch: () => Promise.resolve(new Response(body, { status })) });

test.each([
  [403, { error: { code: 'forbidden', message: 'Not for you.' } }, 'denied', 'Not for you.'],
  [403, undefined, 'denied', 'Your account has no access to this part of liveprompt.'],
  [
    409,
    { error: { code: 'not_connected', message: 'Not connected.', action: 'Connect.' } },
    'not_connected',
    'Not connected. Connect.',
  ],
  [409, { error: { code: 'settings_version_stale', message: 'Stale.' } }, 'stale', 'Stale.'],
  [422, { error: { code: 'invalid_body', message: 'Wrong.' } }, 'invalid', 'Wrong.'],
  // A proxy's own 422 names no field: it is an outage like any other.
  [422, '<html>', 'failed', 'liveprompt did not answer'],
  [503, { error: 'nothing of ours' }, 'failed', 'liveprompt did not answer'],
])('%i with %j is %s', (status, body, kind, words) => {
  const problem = problemOf(status, body);
  expect(problem.kind).toBe(kind);
  expect(problem.message).toContain(words);
});

test('issues that are none are left out', () => {
  const issues = [{ path: 'sync.auto', message: 'is wrong' }, { path: 7, message: 'x' }, null, 'text'];
  expect(problemOf(422, { error: { code: 'invalid_body', issues } }).issues).toEqual([issues[0]]);
});

test.each([
  ['not JSON', 200, '<html>'],
  ['null', 200, 'null'],
  ['a key missing', 200, '{"used": 1}'],
  ['a key of the prototype', 200, '{"used": 1, "__proto__": {"limit": 1}}'],
])('an answer that is %s is a problem, never a crash', async (_name, status, body) => {
  answerWith(status, body);
  const answer = await callApi<{ used: number; limit: number }>('/usage', { expects: ['used', 'limit'] });
  expect(answer).toMatchObject({ ok: false, problem: { kind: 'failed' } });
});

test('what is asked goes to the permitted origin with method, body and time', async () => {
  const calls: unknown[] = [];
  Object.assign(globalThis, {
    hsFetch: (...call: unknown[]) => {
      calls.push(call);
      return Promise.resolve(Response.json({ queued: 3 }));
    },
  });
  const answer = await callApi<{ queued: number }>('/settings/apply', {
    method: 'POST',
    body: { days: 3 },
    timeout: 60_000,
    expects: ['queued'],
  });
  expect(answer).toEqual({ ok: true, body: { queued: 3 } });
  expect(calls).toMatchObject([
    [
      'https://api.liveprompt.ai/hubspot/settings/apply',
      { method: 'POST', body: { days: 3 }, timeout: 60_000 },
    ],
  ]);
});
