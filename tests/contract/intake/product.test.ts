import { startProduct, type Product } from '../../support/product.ts';
import { completed, post } from '../../support/intakeDoor.ts';
import { signWebhook } from '../../sandbox/samples/webhook.ts';

const SECRET = `whsec_${'p'.repeat(40)}`;
const MB = 1_024 * 1_024;

describe('the webhook door of the whole product', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ asleep: true, environment: { LIVEPROMPT_WEBHOOK_SECRETS: SECRET } });
  });
  afterAll(() => product.stop());

  const good = JSON.stringify(completed({}, 'org_product'));
  const send = (body: string, headers: Record<string, string> = {}, id = 'msg_product') =>
    post(
      `${product.url}/webhooks/liveprompt`,
      { ...signWebhook(SECRET, id, new Date(), body), ...headers },
      body,
    );

  it.each<[number, string, () => ReturnType<typeof send>]>([
    [202, 'a new event', () => send(good)],
    [202, 'the same event again', () => send(good)],
    [400, 'no JSON', () => send('hello', {}, 'msg_b')],
    [401, 'a wrong signature', () => send(good, { 'webhook-signature': 'v1,AAAA' })],
    [413, 'over 5 MB', () => send('x'.repeat(5 * MB + 1))],
    [415, 'another type', () => send(good, { 'content-type': 'text/plain' })],
    [422, 'another shape', () => send('{}', {}, 'msg_c')],
  ])('%i for %s', async (status, _what, answer) => {
    expect((await answer()).status).toBe(status);
  });

  it.each([
    ['GET', '/webhooks/liveprompt'],
    ['POST', '/webhooks/liveprompt/'],
    ['POST', '/webhooks/other'],
  ])('404 in the shape of every error for %s %s', async (method, path) => {
    const answer = await fetch(`${product.url}${path}`, { method });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toHaveProperty('error.code', 'not_found');
  });

  it('503 with Retry-After once the database is gone', async () => {
    await product.store.close();
    const answer = await send(good, {}, 'msg_late');
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '10']);
  });
});
