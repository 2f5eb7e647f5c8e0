import { Registry, Counter } from 'prom-client';
import { AppError } from '../../../server/errors.ts';
import { metrics } from '../../../server/http/ops/metrics.ts';
import { readyz } from '../../../server/http/ops/readyz.ts';

const never = () => new Promise<void>(() => undefined);

describe('readyz', () => {
  it.each<[string, () => Promise<void>, () => Promise<void>]>([
    ['is away', () => Promise.reject(new Error('gone')), never],
    ['does not answer', never, () => Promise.resolve()],
  ])('is 503 when the database %s', async (_name, ping, sleep) => {
    const thrown = await readyz({ ping, sleep })
      .handle()
      .catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({ status: 503, code: 'store_unavailable' });
  });

  it('is 200 when it answers', async () => {
    const reply = await readyz({ ping: () => Promise.resolve(), sleep: never }).handle();
    expect(reply.status).toBe(200);
  });
});

describe('metrics', () => {
  it('is Prometheus text', async () => {
    const registry = new Registry();
    new Counter({ name: 'tests_total', help: 'x', registers: [registry] }).inc(2);
    const reply = await metrics(registry).handle();
    expect(reply.headers?.['content-type']).toContain('text/plain');
    expect(reply.body).toContain('tests_total 2');
  });
});
