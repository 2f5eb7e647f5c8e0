import type { OutgoingHttpHeaders } from 'node:http';
import {
  completed,
  memoryJournal,
  openDoor,
  post,
  REMOVED_SECRET,
  SECRETS,
  signed,
} from '../../support/intakeDoor.ts';

const body = JSON.stringify(completed());
const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
const changed = (name: string, change: (value: string) => string | string[] | undefined) => {
  const headers: OutgoingHttpHeaders = signed(body);
  const value = change(String(headers[name]));
  if (value === undefined) delete headers[name];
  else headers[name] = value;
  return headers;
};

describe('who may post to the webhook door', () => {
  const journal = memoryJournal();
  let door: Awaited<ReturnType<typeof openDoor>>;
  beforeAll(async () => {
    door = await openDoor(journal);
  });
  afterAll(() => door.close());
  beforeEach(() => journal.rows.clear());

  it.each<[string, () => OutgoingHttpHeaders]>([
    ['the newest secret', () => signed(body)],
    ['the secret before it', () => signed(body, { secret: SECRETS[1] })],
    ['a clock 299 s behind', () => signed(body, { at: ago(299) })],
    ['a clock 299 s ahead', () => signed(body, { at: ago(-299) })],
  ])('202 with %s', async (_what, headers) => {
    expect((await post(door.url, headers(), body)).status).toBe(202);
  });

  it.each<[string, () => OutgoingHttpHeaders]>([
    ['no signature at all', () => ({ 'content-type': 'application/json' })],
    ['a removed secret', () => signed(body, { secret: REMOVED_SECRET })],
    ['another body', () => signed(`${body} `)],
    ['a clock 302 s behind', () => signed(body, { at: ago(302) })],
    ['a clock 302 s ahead', () => signed(body, { at: ago(-302) })],
    ['an id that was taken away', () => changed('webhook-id', () => undefined)],
    ['an id that was changed', () => changed('webhook-id', (id) => `${id}x`)],
    ['an empty id', () => changed('webhook-id', () => '')],
    ['two ids', () => changed('webhook-id', (id) => [id, id])],
    ['two timestamps', () => changed('webhook-timestamp', (at) => [at, at])],
    ['two signature headers', () => changed('webhook-signature', (one) => [one, one])],
    ['a timestamp with junk', () => changed('webhook-timestamp', (at) => `${at}abc`)],
    ['v1a only', () => changed('webhook-signature', (one) => one.replace('v1,', 'v1a,'))],
    ['v2 only', () => changed('webhook-signature', (one) => one.replace('v1,', 'v2,'))],
    ['nine signatures', () => changed('webhook-signature', (one) => Array(9).fill(one).join(' '))],
  ])('401 with %s, and nothing is stored', async (_what, headers) => {
    const answer = await post(door.url, headers(), body);
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'invalid_signature' } } });
    expect(journal.rows.size).toBe(0);
  });

  it('a refused signature does not say what would have been right', async () => {
    const wrong = signed(body, { secret: REMOVED_SECRET, id: 'msg_oracle' });
    const right = signed(body, {
      id: 'msg_oracle',
      at: new Date(Number(wrong['webhook-timestamp']) * 1_000),
    });
    const { body: said } = await post(door.url, wrong, body);
    expect(JSON.stringify(said)).not.toContain(String(right['webhook-signature']).slice(3));
  });

  it('a body that differs from the signed one only in invalid UTF-8 is refused', async () => {
    const text = JSON.stringify(completed({ title: '\uFFFD' }));
    const bytes = Buffer.from(text);
    const at = bytes.indexOf(Buffer.from('\uFFFD'));
    const twin = Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at + 3)]);
    expect((await post(door.url, signed(text), twin)).status).toBe(401);
    expect((await post(door.url, signed(text), bytes)).status).toBe(202);
  });

  it('a refused sender is told nothing about the body', async () => {
    const answer = await post(door.url, { 'content-type': 'application/json' }, 'not json');
    expect(answer.status).toBe(401);
  });
});
