import { runFuzz } from '../../attack/fuzz/runFuzz.ts';
import { runTenants, tenantCells } from '../../attack/tenants/runTenants.ts';

jest.setTimeout(60_000);

/** A share of `npm run attack`, so that an open door is seen at once (server/docs/attacks.md). */
describe('attacks', () => {
  it('every endpoint of both routers is in the tenancy matrix', () => {
    const cells = tenantCells();
    expect(cells.filter(({ target }) => target.door === 'api').length).toBeGreaterThanOrEqual(250);
    expect(cells.some(({ target }) => target.name === 'portal post /links')).toBe(true);
  });

  it('24 cells of it tell nobody of anything that is not theirs', async () => {
    const { breaches, figures } = await runTenants({ seed: 3, count: 24 });
    expect([...breaches]).toEqual([]);
    expect(figures['cells']).toBe(24);
  });

  it('20 bodies at each door that nobody agreed on get a reason, never a 500', async () => {
    const { breaches, figures } = await runFuzz({ seed: 3, bodies: 20 });
    expect([...breaches]).toEqual([]);
    // They get past the guards, or this would prove little.
    expect(figures['API: 401']).toBeUndefined();
    expect(figures['webhooks of liveprompt: 202']).toBeGreaterThan(0);
  });
});
