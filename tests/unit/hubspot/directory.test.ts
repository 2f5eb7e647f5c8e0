import type { HubSpotRequest } from '../../../server/hubspot/call.types.ts';
import { createDirectory } from '../../../server/hubspot/directory.ts';

const CONTEXT = { portalId: '1' };

function directory(body: unknown) {
  const requests: HubSpotRequest[] = [];
  let ms = 0;
  const clock = { now: () => new Date(ms), monotonicMs: () => ms };
  const call = (_portalId: string, request: HubSpotRequest) => {
    requests.push(request);
    return body instanceof Error
      ? Promise.reject(body)
      : Promise.resolve({ status: 200, body: body as never });
  };
  return { of: createDirectory(call, clock), requests, pass: (by: number) => void (ms += by) };
}

const property = (name: string, more: object = {}) => ({
  name,
  label: name.toUpperCase(),
  type: 'string',
  fieldType: 'text',
  groupName: 'dealinformation',
  ...more,
});

describe('the directory of a portal', () => {
  it('lists the properties that may be written, with the options people see', async () => {
    const { of } = directory({
      results: [
        property('amount', { type: 'number', fieldType: 'number' }),
        property('risk', {
          type: 'enumeration',
          groupName: 'liveprompt',
          options: [
            { value: 'a', label: 'A' },
            { value: 'b', label: 'B', hidden: true },
          ],
        }),
        property('computed', { calculated: true }),
        property('createdate', { modificationMetadata: { readOnlyValue: true } }),
        property('secret', { hidden: true }),
        property('old', { archived: true }),
      ],
    });
    const found = await of.properties(CONTEXT, 'deals');
    expect([...found.keys()]).toEqual(['amount', 'risk']);
    expect(found.get('risk')).toEqual({
      name: 'risk',
      label: 'RISK',
      type: 'enumeration',
      fieldType: 'text',
      options: [{ value: 'a', label: 'A' }],
      ours: true,
    });
  });

  it('reads properties once an hour per portal and type, and again after it is told to forget', async () => {
    const { of, requests, pass } = directory({ results: [] });
    await Promise.all([of.properties(CONTEXT, 'deals'), of.properties(CONTEXT, 'deals')]);
    await of.properties(CONTEXT, 'contacts');
    await of.properties({ portalId: '2' }, 'deals');
    expect(requests).toHaveLength(3);
    pass(3_599_000);
    await of.properties(CONTEXT, 'deals');
    expect(requests).toHaveLength(3);
    pass(2_000);
    await of.properties(CONTEXT, 'deals');
    expect(requests).toHaveLength(4);
    of.forget('1');
    await of.properties(CONTEXT, 'deals');
    expect(requests).toHaveLength(5);
  });

  it('keeps no failure', async () => {
    const { of, requests } = directory(new Error('down'));
    await expect(of.properties(CONTEXT, 'deals')).rejects.toThrow('down');
    await expect(of.properties(CONTEXT, 'deals')).rejects.toThrow('down');
    expect(requests).toHaveLength(2);
  });

  it('knows the order of the stages whatever order they are listed in', async () => {
    const stage = (id: string, displayOrder: number) => ({ id, label: id, displayOrder, metadata: {} });
    const { of } = directory({
      results: [{ id: 'default', stages: [stage('won', 20), stage('new', 0), stage('offer', 10)] }],
    });
    const stages = await of.dealStages(CONTEXT);
    expect(['new', 'offer', 'won'].map((id) => stages.get(id)?.order)).toEqual([0, 1, 2]);
  });
});
