import { createHmac } from 'node:crypto';
import { badPayload, BAD_PATHS } from '../../sandbox/samples/badPayload.ts';
import { completed, memoryJournal, openDoor, post, SECRETS, signed } from '../../support/intakeDoor.ts';

const person = { email: 'a@b.example' };

describe('what the webhook door lets in', () => {
  const journal = memoryJournal();
  let door: Awaited<ReturnType<typeof openDoor>>;
  beforeAll(async () => {
    door = await openDoor(journal);
  });
  afterAll(() => door.close());
  beforeEach(() => journal.rows.clear());

  const send = (value: unknown) => {
    const body = typeof value === 'string' ? value : JSON.stringify(value);
    return post(door.url, signed(body), body);
  };
  const pathsOf = (answer: { body: unknown }) =>
    (answer.body as { error: { issues: { path: string; message: string }[] } }).error.issues.map(
      ({ path }) => path,
    );
  const event = (change: Record<string, unknown>) => ({ ...completed(), ...change });

  it.each<[string, unknown, string]>([
    ['an array', [], ''],
    ['a string', '"x"', ''],
    ['null', 'null', ''],
    ['no type', event({ type: undefined }), 'type'],
    ['an empty type', event({ type: '' }), 'type'],
    ['an operator for a type', event({ type: { $gt: '' } }), 'type'],
    ['no timestamp', event({ timestamp: undefined }), 'timestamp'],
    ['a timestamp without zone', event({ timestamp: '2026-11-24T10:00:00' }), 'timestamp'],
    ['a timestamp that is no date', event({ timestamp: '2026-02-30T10:00:00Z' }), 'timestamp'],
    ['no data', event({ data: undefined }), 'data'],
    ['an array for data', event({ data: [] }), 'data'],
    ['no session', event({ data: {} }), 'data.session'],
    ['an operator for an id', completed({ id: { $gt: '' } }), 'data.session.id'],
    ['an empty id', completed({ id: '' }), 'data.session.id'],
    ['an id with half a character', completed({ id: 'ses_\ud800' }), 'data.session.id'],
    ['no organisation', completed({ organization_id: undefined }), 'data.session.organization_id'],
    ['a version that is text', completed({ version: '1' }), 'data.session.version'],
    ['a broken version', completed({ version: 1.5 }), 'data.session.version'],
    ['a negative version', completed({ version: -1 }), 'data.session.version'],
    ['a version beyond exact integers', completed({ version: 2 ** 53 }), 'data.session.version'],
    ['no end', completed({ ended_at: undefined }), 'data.session.ended_at'],
    ['no brief', completed({ summary: {} }), 'data.session.summary.brief'],
    ['no summary', completed({ summary: undefined }), 'data.session.summary'],
    ['null for what is needed', completed({ started_at: null }), 'data.session.started_at'],
    ['null in a list', completed({ participants: [null] }), 'data.session.participants.0'],
    ['no participants', completed({ participants: undefined }), 'data.session.participants'],
    ['201 participants', completed({ participants: Array(201).fill(person) }), 'data.session.participants'],
    ['an unknown kind', completed({ kind: 'interview' }), 'data.session.kind'],
    ['an unknown zone', completed({ time_zone: 'Mars/Base' }), 'data.session.time_zone'],
    [
      'a due date that is none',
      completed({ action_items: [{ id: 'a', title: 't', due_date: 'soon' }] }),
      'data.session.action_items.0.due_date',
    ],
    [
      'two tasks of one id',
      completed({
        action_items: [
          { id: 'a', title: 't' },
          { id: 'a', title: 'u' },
        ],
      }),
      'data.session.action_items.1.id',
    ],
    [
      'a sentiment beyond 1',
      completed({ summary: { brief: '', sentiment_score: 1.1 } }),
      'data.session.summary.sentiment_score',
    ],
    [
      'a talk ratio beyond 1',
      completed({ insights: { talk_ratio: 42 } }),
      'data.session.insights.talk_ratio',
    ],
    [
      'an unknown plan',
      {
        type: 'organization.plan_changed',
        timestamp: '2026-11-24T10:00:00Z',
        data: { organization_id: 'o', plan: 'gold' },
      },
      'data.plan',
    ],
  ])('422 for %s, with the path', async (_what, value, path) => {
    const answer = await send(value);
    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'invalid_event' } } });
    expect(pathsOf(answer)).toContain(path);
    expect(journal.rows.size).toBe(0);
  });

  it('422 names every fault of the bad sample at once', async () => {
    const answer = await send(badPayload(new Date(), 'org_1', 'x'));
    expect(answer.status).toBe(422);
    expect(pathsOf(answer).sort()).toEqual(BAD_PATHS.map((path) => `data.${path}`).sort());
  });

  it('422 lists at most a hundred faults', async () => {
    const answer = await send(completed({ participants: Array(200).fill({ name: 7 }) }));
    expect(pathsOf(answer)).toHaveLength(100);
  });

  it('never quotes what was sent', async () => {
    const answer = await send(completed({ kind: 'canary-value', time_zone: 'canary-zone' }));
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).not.toContain('canary');
  });

  it.each<[string, object]>([
    ['session.started', { ended_at: undefined, summary: undefined }],
    ['session.updated', { version: 2 }],
  ])('202 for %s with what it needs', async (type, change) => {
    expect((await send({ ...completed(change), type })).status).toBe(202);
  });

  it.each([
    ['session.deleted', { session: { id: 'ses_1', organization_id: 'org_1', version: 9 } }],
    ['organization.plan_changed', { organization_id: 'org_1', plan: 'enterprise' }],
  ])('202 for %s with what it needs', async (type, data) => {
    expect((await send({ type, timestamp: '2026-11-24T10:00:00Z', data })).status).toBe(202);
    expect([...journal.rows.values()]).toMatchObject([{ type, orgId: 'org_1' }]);
  });

  it('202 with null for what is not known: kept as if the keys were absent', async () => {
    const unknown = {
      ...{ title: null, time_zone: null, insights: { budget: { min: null, max: 5 }, satisfaction: null } },
      ...{ next_meeting: null, action_items: [{ id: 'a', title: 't', due_date: null }] },
    };
    expect((await send(completed(unknown))).status).toBe(202);
    const [row] = [...journal.rows.values()];
    const session = row?.event && 'session' in row.event.data ? row.event.data.session : {};
    expect(JSON.stringify(session)).not.toContain('null');
    expect(session).toMatchObject({
      insights: { budget: { max: 5 } },
      action_items: [{ id: 'a', title: 't' }],
    });
  });

  it('202 for a type we do not know: kept as a fact, without its content', async () => {
    const value = { type: 'session.paused', timestamp: '2026-11-24T10:00:00Z', data: { secret: 'canary' } };
    expect((await send(value)).status).toBe(202);
    expect([...journal.rows.values()]).toMatchObject([{ type: 'session.paused', event: null, orgId: null }]);
    expect(JSON.stringify([...journal.rows.values()])).not.toContain('canary');
  });

  it('keys nobody asked for never reach the database', async () => {
    const canary = { $where: 'canary', 'a.b': 'canary', transcript: 'canary' };
    await send({
      ...completed({
        ...canary,
        participants: [{ ...person, ...canary }],
        summary: { brief: 'b', ...canary },
        insights: { ...canary, budget: { max: 1, ...canary } },
        action_items: [{ id: 'a', title: 't', ...canary }],
      }),
      ...canary,
    });
    expect(journal.rows.size).toBe(1);
    expect(JSON.stringify([...journal.rows.values()])).not.toContain('canary');
  });

  it.each(['__proto__', 'constructor', 'prototype'])('%s is a key like any other: dropped', async (key) => {
    const text = JSON.stringify(completed({ marker: 1 })).replaceAll(
      '"marker":1',
      `"${key}":{"polluted":"canary"}`,
    );
    expect(text).toContain('polluted');
    const answer = await send(text);
    expect(answer.status).toBe(202);
    expect(JSON.stringify([...journal.rows.values()])).not.toContain('canary');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('a key named __proto__ supplies nothing that is missing', async () => {
    const text = JSON.stringify(completed({ ended_at: undefined, marker: 1 })).replace(
      '"marker":1',
      '"__proto__":{"ended_at":"2026-11-24T10:30:00Z"}',
    );
    expect((await send(text)).status).toBe(422);
  });

  it.each([
    ['33 arrays', '['.repeat(33) + ']'.repeat(33), 422, 'too_deep'],
    ['200,000 arrays that never close', '['.repeat(200_000), 400, 'invalid_json'],
    ['200,000 objects', `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`, 422, 'too_deep'],
  ])('refuses %s without following them down', async (_what, text, status, code) => {
    const answer = await send(text);
    expect([answer.status, (answer.body as { error: { code: string } }).error.code]).toEqual([status, code]);
  });

  it('32 levels and brackets inside strings are fine', async () => {
    const nest = JSON.parse(`${'['.repeat(29)}${']'.repeat(29)}`) as unknown;
    expect((await send(completed({ nest, title: `${'[{'.repeat(100)}"\\` }))).status).toBe(202);
  });

  it('a byte sequence that is not UTF-8 is not JSON, however well it is signed', async () => {
    const bytes = Buffer.from('{"type":"\xff"}', 'latin1');
    const id = 'msg_bytes';
    const at = String(Math.floor(Date.now() / 1_000));
    const key = Buffer.from(SECRETS[0].slice(6), 'base64');
    const hmac = createHmac('sha256', key).update(`${id}.${at}.`).update(bytes).digest('base64');
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': at,
      'webhook-signature': `v1,${hmac}`,
    };
    expect(await post(door.url, headers, bytes)).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_json' } },
    });
  });
});
