import type { Fault } from '../../sandbox/sandbox.types.ts';
import { openLab, PORTAL, SEED, type Lab } from './harness.ts';

const CREATE = '/crm/objects/2026-09/notes';
const NOTE = { properties: { hs_timestamp: '2026-11-24T08:00:00Z' }, associations: [] };

let lab: Lab;
beforeEach(async () => {
  lab = await openLab({}, [SEED, { portalId: '2222' }]);
  await lab.token();
});
afterEach(() => lab.sandbox.close());

const notes = (): number => lab.sandbox.records(PORTAL, 'notes').length;
const plant = (fault: Omit<Fault, 'path'>): (() => void) =>
  lab.sandbox.fault({ path: /\/notes$/, times: 1, ...fault });
const post = (signal?: AbortSignal): Promise<Response> =>
  lab.token().then((token) =>
    fetch(lab.sandbox.url + CREATE, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(NOTE),
      ...(signal ? { signal } : {}),
    }),
  );

describe('planted faults', () => {
  it.each([
    [true, 0],
    [false, 1],
  ])('a status with before=%s leaves %d notes', async (before, count) => {
    plant({
      kind: 'status',
      status: 503,
      body: { message: 'later' },
      headers: { 'retry-after': '7' },
      before,
    });
    const answer = await post();
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(await answer.json()).toEqual({ message: 'later' });
    expect(notes()).toBe(count);
    expect(lab.sandbox.calls().at(-1)).toMatchObject({ status: 503, fault: 'status', portalId: PORTAL });
    expect((await post()).status).toBe(201);
  });

  it.each([
    [true, 0],
    [false, 1],
  ])('a reset with before=%s leaves %d notes and no answer', async (before, count) => {
    plant({ kind: 'reset', before });
    await expect(post()).rejects.toThrow();
    expect(notes()).toBe(count);
  });

  it('a hang never answers; the caller gives up', async () => {
    plant({ kind: 'hang', before: false });
    const controller = new AbortController();
    const pending = post(controller.signal);
    while (notes() === 0) await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await expect(pending).rejects.toThrow();
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('a delay with before=%s has %d answers when its note appears', async (before, answered) => {
    plant({ kind: 'delay', delayMs: 100, before });
    lab.sandbox.resetCalls();
    const pending = post();
    while (notes() === 0) await new Promise((resolve) => setImmediate(resolve));
    // Late, effect and answer come together; early, the note stands while the caller still waits.
    expect(lab.sandbox.calls()).toHaveLength(answered);
    expect((await pending).status).toBe(201);
    expect(notes()).toBe(1);
  });

  it('a truncated answer cannot be read though the note is there', async () => {
    plant({ kind: 'truncate', before: false });
    const answer = await post();
    expect(answer.status).toBe(201);
    await expect(answer.text()).rejects.toThrow();
    expect(notes()).toBe(1);
  });

  it('an HTML page as from the edge network', async () => {
    plant({ kind: 'html', status: 524 });
    const answer = await post();
    expect(answer.status).toBe(524);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toContain('cloudflare');
  });

  it('skip and times choose which calls are hit; removing stops it', async () => {
    const remove = lab.sandbox.fault({
      path: /\/notes$/,
      method: 'POST',
      portalId: PORTAL,
      kind: 'status',
      status: 500,
      skip: 1,
      times: 2,
    });
    const statuses = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await post()).status);
    expect(statuses).toEqual([201, 500, 500, 201]);
    lab.sandbox.fault({ path: /\/notes$/, portalId: '2222', kind: 'status', status: 500 });
    expect((await post()).status).toBe(201);
    remove();
    const always = lab.sandbox.fault({ path: /\/notes$/, kind: 'status', status: 500 });
    expect((await post()).status).toBe(500);
    always();
    expect((await post()).status).toBe(201);
  });
});

describe('the journal', () => {
  it('counts parallel calls as one round and later ones as the next', async () => {
    const slow = await openLab({ latencyMs: 30, latencyPerInputMs: 1 });
    await slow.token();
    slow.sandbox.resetCalls();
    const details = (): Promise<unknown> => slow.call('GET', '/account-info/2026-09/details');
    await Promise.all([details(), details(), details()]);
    await details();
    await slow.call('POST', '/crm/objects/2026-09/contacts/batch/read', {
      properties: [],
      propertiesWithHistory: [],
      inputs: [{ id: '501' }, { id: '502' }],
    });
    const calls = slow.sandbox.calls();
    await slow.sandbox.close();
    expect(calls.map((call) => call.round)).toEqual([1, 1, 1, 2, 3]);
    expect(calls.at(-1)).toMatchObject({
      inputs: 2,
      status: 200,
      method: 'POST',
      portalId: PORTAL,
      violations: [],
    });
  });

  it('starts again after a reset', async () => {
    await post();
    lab.sandbox.resetCalls();
    expect(lab.sandbox.calls()).toEqual([]);
    await post();
    expect(lab.sandbox.calls().map((call) => call.round)).toEqual([1]);
  });
});

it('listens on loopback only, and says so when a port is taken', async () => {
  expect(lab.sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await expect(openLab({ port: Number(new URL(lab.sandbox.url).port) })).rejects.toThrow(/EADDRINUSE/);
});
