import { DEFAULT_SETTINGS } from '../../shared/settings.ts';
import { startProduct } from '../support/product.ts';
import { worstCasePortal, worstCaseSession } from './worstCase.ts';

export interface SimulateFigures {
  sessions: number;
  latencyMs: number;
  ms: number;
  calls: number;
}

/** How long a person waits for a simulation of `sessions` conversations that share nothing, while HubSpot takes `latencyMs` a call. */
export async function timeSimulation(sessions: number, latencyMs: number): Promise<SimulateFigures> {
  const product = await startProduct({ asleep: true, sandbox: { latencyMs } });
  try {
    product.sandbox.addPortal(worstCasePortal('1', sessions));
    await product.connect('org_1', '1');
    const at = new Date(Date.now() - 3_600_000);
    for (let index = 0; index < sessions; index += 1) {
      const session = worstCaseSession('org_1', index, at);
      await product.deliver({ type: 'session.completed', timestamp: at.toISOString(), data: { session } });
    }
    await product.projected();
    product.sandbox.resetCalls();
    // Other settings than the saved ones: both are planned and compared.
    const settings = { ...DEFAULT_SETTINGS, deals: { ...DEFAULT_SETTINGS.deals, strategy: 'company_open' } };
    const started = performance.now();
    const { status } = await product.api('POST', '/settings/simulate', { body: { settings, sessions } });
    const ms = performance.now() - started;
    if (status !== 200) throw new Error(`the simulation was answered ${status}`);
    return { sessions, latencyMs, ms: Math.round(ms), calls: product.sandbox.calls().length };
  } finally {
    await product.stop();
  }
}
