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
    const thrown = await readyz({ ping, clockOffByMs: () => 0, sleep })
      .handle()
      .catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({ status: 503, code: 'store_unavailable' });
  });

  const withClockOff = (ms: number) =>
    readyz({ ping: () => Promise.resolve(), clockOffByMs: () => ms, sleep: never }).handle();

  it.each([0, 5_000, -5_000])('is 200 when it answers and the clocks are %d ms apart', async (ms) => {
    expect((await withClockOff(ms)).status).toBe(200);
  });

  it.each([
    [5_001, '5 s ahead of'],
    [-600_000, '600 s behind'],
  ])('is 503 and says why when the clock is %d ms off', async (ms, how) => {
    const thrown: unknown = await withClockOff(ms).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ status: 503, code: 'clock_off', message: expect.stringContaining(how) });
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
