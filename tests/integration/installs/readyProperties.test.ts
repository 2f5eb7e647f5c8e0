import type { PropertiesCreated } from '../../../shared/readyProperties.ts';
import { READY_PROPERTIES } from '../../../shared/readyProperties.ts';
import { conversionProblem } from '../../../shared/mappingProblems.ts';
import { sessionField } from '../../../shared/sessionFields.ts';
import { MappedProduct, PORTAL } from '../../support/mappedProduct.ts';

jest.setTimeout(30_000);

const NAMES = READY_PROPERTIES.map(({ definition }) => definition.name);

describe('ready-made properties', () => {
  let at: MappedProduct;

  beforeEach(async () => {
    at = await MappedProduct.start();
  });
  afterEach(() => at.product.stop());

  const ask = async (names: string[], options: object = {}) => {
    const { status, body } = await at.product.api('POST', '/hubspot/properties', {
      body: { names },
      ...options,
    });
    return { status, results: (body as unknown as PropertiesCreated).results };
  };

  it('are six, each with a field that fits into it', () => {
    expect(new Set(NAMES).size).toBe(6);
    for (const { from, definition } of READY_PROPERTIES) {
      const field = sessionField(from);
      const property = { ...definition, options: [...(definition.options ?? [])] };
      expect(field && conversionProblem(field, property)).toBeNull();
    }
  });

  it('are made in our own group once, filled by their mapping, and left alone when asked for again', async () => {
    const { status, results } = await ask(NAMES);
    expect(status).toBe(200);
    expect(results).toHaveLength(6);
    expect(results.every(({ ready, message }) => ready && message === null)).toBe(true);
    for (const { definition, object } of READY_PROPERTIES) {
      expect(at.product.sandbox.properties(PORTAL, `${object}s`)).toContainEqual(
        expect.objectContaining({ name: definition.name, groupName: 'liveprompt' }),
      );
    }
    at.product.sandbox.resetCalls();
    await ask(NAMES);
    expect(at.product.sandbox.calls().filter(({ method }) => method !== 'GET')).toEqual([]);

    await at.settings({ custom: results.map(({ mapping }) => mapping) });
    const buyer = at.buyer();
    await at.talk('ses_ready', buyer, {
      summary: { brief: 'Good.', next_steps: ['Send it', 'Call'] },
      insights: {
        budget: { max: 9 },
        objections: [{ text: 'Price' }],
        talk_ratio: 0.4,
      },
    });
    expect(at.shown('deals', buyer.deal)).toMatchObject({
      liveprompt_budget_max: '9',
      liveprompt_open_objections: 'Price',
    });
    expect(at.shown('contacts', buyer.contact)).toMatchObject({
      liveprompt_next_steps: 'Send it\nCall',
      liveprompt_talk_ratio: '0.4',
    });
    const trail = await at.product.api('GET', '/audit?what=properties_created');
    expect(trail.body.items).toHaveLength(2);
  });

  it('leave a property of the same name and another type to the customer, and say so', async () => {
    const first = await ask(['liveprompt_competitors']);
    expect(first.results[0]?.ready).toBe(true);
    const undo = at.product.sandbox.fault({
      method: 'GET',
      path: /properties\/[^/]+\/deals$/,
      kind: 'status',
      status: 200,
      body: { results: [{ name: 'liveprompt_competitors', type: 'number' }] },
    });
    const { results } = await ask(['liveprompt_competitors']);
    undo();
    expect(results).toMatchObject([
      { ready: false, message: expect.stringMatching(/of type number; liveprompt needs string/) },
    ]);
  });

  it('are known by name, made by admins, for an organisation that is connected', async () => {
    expect((await ask(['amount'])).status).toBe(422);
    expect((await ask([])).status).toBe(422);
    expect((await ask(NAMES.slice(0, 1), { role: 'member' })).status).toBe(403);
    expect((await ask(NAMES.slice(0, 1), { org: 'org_2' })).status).toBe(409);
  });
});
