import { gzipSync } from 'node:zlib';
import { eventually } from '../../support/eventually.ts';
import { completed, memoryJournal, openDoor, post, signed } from '../../support/intakeDoor.ts';

const MB = 1_024 * 1_024;

describe('webhook door answers (contract §2)', () => {
  const journal = memoryJournal();
  let door: Awaited<ReturnType<typeof openDoor>>;
  beforeAll(async () => {
    door = await openDoor(journal);
  });
  afterAll(() => door.close());

  const send = (body: string, headers = signed(body)) => post(door.url, headers, body);

  it('202, not a duplicate, when the event is new', async () => {
    const { status, body } = await send(JSON.stringify(completed()));
    expect([status, body]).toEqual([202, { accepted: true, duplicate: false }]);
  });

  it('202, a duplicate, when the webhook id was stored before, even with another body; the first is kept', async () => {
    const first = JSON.stringify(completed({ id: 'ses_first' }));
    const other = JSON.stringify(completed({ id: 'ses_other' }));
    await send(first, signed(first, { id: 'msg_twice' }));
    const { status, body } = await send(other, signed(other, { id: 'msg_twice' }));
    expect([status, body]).toEqual([202, { accepted: true, duplicate: true }]);
    expect(JSON.stringify([...journal.rows.values()])).not.toContain('ses_other');
    expect(door.projected.some(({ event }) => JSON.stringify(event).includes('ses_other'))).toBe(false);
  });

  it('raises an alarm when an id comes again with another body, and none when it is the same', async () => {
    const before = door.logged.length;
    const said = () => door.logged.slice(before).filter((line) => line.includes('again with another body'));
    const first = JSON.stringify(completed({ id: 'ses_alarm' }));
    const other = JSON.stringify(completed({ id: 'ses_replayed' }));
    for (let time = 0; time < 2; time += 1) await send(first, signed(first, { id: 'msg_alarm' }));
    expect(said()).toEqual([]);
    await send(other, signed(other, { id: 'msg_alarm' }));
    await eventually(() => expect(said()).toHaveLength(1));
    expect(said().join('')).not.toContain('ses_');
  });

  it('carries what keeps a browser from guessing, and logs a refusal by its code alone', async () => {
    const before = door.logged.length;
    const body = '{"secret":"of the sender"}';
    const { headers, status } = await send(body, { ...signed(body), 'webhook-signature': 'v1,forged' });
    expect(status).toBe(401);
    expect(headers['strict-transport-security']).toContain('max-age=31536000');
    expect(headers['x-content-type-options']).toBe('nosniff');
    const lines = door.logged.slice(before).join('');
    expect(lines).toContain('"code":"invalid_signature"');
    expect(lines).not.toMatch(/secret|forged/);
  });

  it.each([
    ['nothing', ''],
    ['a word', 'hello'],
    ['half a document', '{"type":"session.completed"'],
    ['a document and a rest', '{} {}'],
    ['NaN', '{"type":NaN}'],
  ])('400 when the body is %s', async (_what, text) => {
    expect(await send(text)).toMatchObject({ status: 400, body: { error: { code: 'invalid_json' } } });
  });

  it('400 when the body says it is gzip and is not', async () => {
    const body = JSON.stringify(completed());
    const answer = await send(body, { ...signed(body), 'content-encoding': 'gzip' });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid_encoding' } } });
  });

  it('202 for a gzipped body, signed over what is inside', async () => {
    const body = JSON.stringify(completed());
    const answer = await post(door.url, { ...signed(body), 'content-encoding': 'gzip' }, gzipSync(body));
    expect(answer.status).toBe(202);
  });

  it.each([
    ['none', undefined],
    ['text', 'text/plain'],
    ['a form', 'application/x-www-form-urlencoded'],
    ['JSON in another spelling', 'application/jsonp'],
    ['two in one', 'application/json, text/plain'],
  ])('415 when the content type is %s', async (_what, type) => {
    const body = JSON.stringify(completed());
    const { 'content-type': _, ...rest } = signed(body);
    const answer = await post(door.url, type === undefined ? rest : { ...rest, 'content-type': type }, body);
    expect(answer).toMatchObject({ status: 415, body: { error: { code: 'unsupported_media_type' } } });
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON'])(
    '202 when the content type is %s',
    async (type) => {
      const body = JSON.stringify(completed());
      expect((await send(body, { ...signed(body), 'content-type': type })).status).toBe(202);
    },
  );

  it.each(['br', 'deflate', 'gzip, gzip'])('415 when the encoding is %s', async (encoding) => {
    const body = JSON.stringify(completed());
    const answer = await send(body, { ...signed(body), 'content-encoding': encoding });
    expect(answer).toMatchObject({ status: 415, body: { error: { code: 'unsupported_encoding' } } });
  });

  const filler = 'x'.repeat(5 * MB + 1);
  it.each([
    ['its length says so', filler, {}],
    [
      'it comes in chunks',
      Array.from({ length: 6 }, () => 'x'.repeat(MB)),
      { 'transfer-encoding': 'chunked' },
    ],
    ['it inflates to more', gzipSync(Buffer.alloc(50 * MB)), { 'content-encoding': 'gzip' }],
    ['its compressed form is', Buffer.from(filler), { 'content-encoding': 'gzip' }],
  ])('413 over 5 MB when %s', async (_how, body, headers) => {
    const answer = await post(door.url, { ...signed('x'), ...headers }, body);
    expect(answer).toMatchObject({ status: 413, body: { error: { code: 'too_large' } } });
  });

  it('413 reaches a sender who writes to the end before reading, and the connection goes on', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
    for (let time = 0; time < 3; time += 1) {
      const answer = await fetch(door.url, { ...init, body: 'x'.repeat(8 * MB) });
      expect([answer.status, answer.headers.get('connection')]).toEqual([413, 'keep-alive']);
      await answer.text();
    }
  });

  it('202 at 5 MB exactly', async () => {
    const empty = JSON.stringify({ ...completed(), padding: '' });
    const body = JSON.stringify({ ...completed(), padding: 'x'.repeat(5 * MB - empty.length) });
    expect(Buffer.byteLength(body)).toBe(5 * MB);
    expect((await send(body)).status).toBe(202);
  });

  it('every refusal says what is wrong and what to do', async () => {
    const refusals = await Promise.all([
      send('hello'),
      send('{}', { ...signed('other') }),
      send('{}'),
      post(door.url, { ...signed('{}'), 'content-type': 'text/plain' }, '{}'),
    ]);
    for (const { body } of refusals) {
      expect(body).toEqual({
        error: expect.objectContaining({
          code: expect.stringMatching(/^[a-z_]+$/) as string,
          message: expect.stringMatching(/^[A-Z].+\.$/) as string,
          action: expect.stringMatching(/^[A-Z].+\.$/) as string,
        }) as object,
      });
    }
    expect(refusals.map(({ status }) => status)).toEqual([400, 401, 422, 415]);
  });
});
