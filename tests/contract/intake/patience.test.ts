import { request } from 'node:http';
import type { Journal } from '../../../server/intake/journal.ts';
import { answerOf, completed, memoryJournal, openDoor, post, signed } from '../../support/intakeDoor.ts';

const body = JSON.stringify(completed());

/** Sockets have timers of their own, so only the door's deadlines are moved. */
function holdTimers() {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'Date', 'performance'] });
}

/** Until the door has set a deadline. */
async function waiting(): Promise<void> {
  while (jest.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
}

describe('webhook door, when something is slow or broken', () => {
  let door: Awaited<ReturnType<typeof openDoor>>;
  const open = async (append: Journal['append']) => {
    door = await openDoor({ ...memoryJournal(), append });
  };
  afterEach(async () => {
    jest.useRealTimers();
    await door.close();
  });

  const unavailable = {
    status: 503,
    headers: { 'retry-after': expect.stringMatching(/^\d+$/) as string },
    body: { error: { code: 'store_unavailable' } },
  };

  it.each([
    ['rejects', () => Promise.reject(new Error('no primary'))],
    [
      'throws',
      () => {
        throw new Error('The store is closed.');
      },
    ],
  ])('503 with Retry-After when the store %s', async (_how, append) => {
    await open(append);
    expect(await post(door.url, signed(body), body)).toMatchObject(unavailable);
    expect(door.projected).toEqual([]);
  });

  it('503 with Retry-After after five seconds without an answer of the store', async () => {
    await open(() => new Promise(() => undefined));
    holdTimers();
    const answer = post(door.url, signed(body), body);
    await waiting();
    // The body is read at once; the deadline that stays is the one of the store.
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    jest.advanceTimersByTime(4_999);
    const early = await Promise.race([
      answer,
      new Promise((resolve) => setImmediate(() => resolve('waiting'))),
    ]);
    expect(early).toBe('waiting');
    jest.advanceTimersByTime(1);
    expect(await answer).toMatchObject(unavailable);
  });

  it('answers before the webhook is carried on, and does not care when that fails', async () => {
    await open(() => Promise.resolve({ duplicate: false }));
    expect((await post(door.url, signed(body), body)).status).toBe(202);
  });

  it('does not say what the database said', async () => {
    await open(() => Promise.reject(new Error('mongodb://user:canary@host failed')));
    expect(JSON.stringify(await post(door.url, signed(body), body))).not.toContain('canary');
  });

  it('408 when the body has not arrived within ten seconds', async () => {
    await open(() => Promise.resolve({ duplicate: false }));
    holdTimers();
    const outgoing = request(door.url, {
      method: 'POST',
      agent: false,
      headers: { ...signed(body), 'content-length': Buffer.byteLength(body) },
    });
    const answer = answerOf(outgoing);
    outgoing.write(body.slice(0, 10));
    await waiting();
    jest.advanceTimersByTime(9_999);
    outgoing.write(body.slice(10, 20));
    jest.advanceTimersByTime(1);
    expect(await answer).toMatchObject({ status: 408, body: { error: { code: 'body_timeout' } } });
    outgoing.destroy();
  });

  it('takes in nothing from a sender who hangs up half way, and goes on', async () => {
    const append = jest.fn(() => Promise.resolve({ duplicate: false }));
    await open(append);
    const outgoing = request(door.url, {
      method: 'POST',
      agent: false,
      headers: { ...signed(body), 'content-length': Buffer.byteLength(body) },
    });
    outgoing.on('error', () => undefined);
    outgoing.write(body.slice(0, 10), () => outgoing.destroy());
    await new Promise((resolve) => outgoing.once('close', resolve));
    expect((await post(door.url, signed(body), body)).status).toBe(202);
    expect(append).toHaveBeenCalledTimes(1);
  });
});
