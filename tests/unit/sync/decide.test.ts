import type { CrmRecord } from '../../../server/hubspot/objects.ts';
import { HubSpotError } from '../../../server/hubspot/errors.ts';
import { createDecide } from '../../../server/sync/decide.ts';
import { fingerprint } from '../../../server/sync/fingerprint.ts';
import { finishedSession } from '../../../shared/session.ts';
import { PlannedPortal } from '../../support/plannedPortal.ts';

const CONTEXT = { portalId: '1' };
const NAME = 'liveprompt_satisfaction';
const clock = { now: () => new Date(0), monotonicMs: () => 0 };

/** A company on which we wrote a 7, of which nothing was read; and a conversation that says 3. */
function portal() {
  const at = new PlannedPortal();
  at.companyOfContact.set(at.addContact('kim@acme.com'), '77');
  at.deliver(
    finishedSession.parse({
      id: 'ses_1',
      organization_id: 'org_1',
      version: 1,
      started_at: '2026-11-01T09:00:00.000Z',
      ended_at: '2026-11-01T10:00:00.000Z',
      participants: [{ email: 'kim@acme.com' }],
      summary: { brief: 'We talked.' },
      insights: { satisfaction: { score: 3 } },
    }),
  );
  const input = at.input();
  const accounts = new Map([['77', { asking: [] }]]);
  const by = { [NAME]: { sessionId: 'ses_0', at: new Date(0) } };
  const marks = new Map([
    ['companies:77' as const, { written: { [NAME]: fingerprint('7') }, by, sending: {} }],
  ]);
  return { ...input, snapshot: { ...input.snapshot, accounts, marks } };
}

function decideWith(read: () => Promise<CrmRecord[]>) {
  const asked = jest.fn(read);
  return { asked, decide: createDecide({ objects: { read: asked } as never, clock }) };
}
const ofCompany = ({ records }: { records: readonly { ref: string; properties: object }[] }) =>
  records.find(({ ref }) => ref === 'companies:77')?.properties;

describe('the plan of a turn', () => {
  it('asks HubSpot nothing where every company it writes to was seen', async () => {
    const { asked, decide } = decideWith(() => Promise.resolve([]));
    const input = portal();
    const accounts = new Map([['77', { asking: [], shown: { [NAME]: '7' } }]]);
    const decided = await decide(CONTEXT, { ...input, snapshot: { ...input.snapshot, accounts } });
    expect(ofCompany(decided)).toEqual({ [NAME]: '3' });
    expect(asked).not.toHaveBeenCalled();
  });

  it('looks at a company that nobody expected, and does not write over what a person wrote there', async () => {
    const shows = (value: string) =>
      decideWith(() => Promise.resolve([{ id: '77', properties: { [NAME]: value }, archived: false }]));
    const ours = shows('7');
    expect(ofCompany(await ours.decide(CONTEXT, portal()))).toEqual({ [NAME]: '3' });
    expect(ours.asked).toHaveBeenCalledTimes(1);
    expect(ofCompany(await shows('9').decide(CONTEXT, portal()))).toBeUndefined();
  });

  it.each([
    ['is not there', () => Promise.resolve([])],
    ['may not be read', () => Promise.reject(forbidden())],
  ])('writes nothing on a company that %s', async (_why, read) => {
    const decided = await decideWith(read).decide(CONTEXT, portal());
    expect(ofCompany(decided)).toBeUndefined();
    expect(decided.sessions[0]?.outcome).toBe('write');
  });

  it('is not made where HubSpot does not answer', async () => {
    const down = new HubSpotError({ ...words, kind: 'transient', effect: 'unknown', httpStatus: 502 });
    await expect(decideWith(() => Promise.reject(down)).decide(CONTEXT, portal())).rejects.toThrow(down);
  });
});

const words = { code: 'test', message: 'No.', action: 'None.' };
const forbidden = () => new HubSpotError({ ...words, kind: 'final', effect: 'refused', httpStatus: 403 });
