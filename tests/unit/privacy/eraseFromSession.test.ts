import type { Session } from '../../../shared/session.ts';
import { eraseFromSession } from '../../../server/privacy/eraseFromSession.ts';
import { createScrubber, scrubDeep } from '../../../server/privacy/scrub.ts';
import { BUYERS } from '../../sandbox/samples/cast.ts';
import { sales } from '../../sandbox/samples/sales.ts';

const JOHN = { email: BUYERS.john.email, name: null, phone: null };
const session: Session = sales(new Date('2026-11-24T10:00:00Z'), 'org_1', 'john').data.session;

describe('a conversation without a person', () => {
  const erased = eraseFromSession(session, [JOHN]);

  it('has neither the participant nor the name, phone or address anywhere', () => {
    const text = JSON.stringify({ ...erased, id: '' });
    for (const trace of ['John', 'Smith', BUYERS.john.email, BUYERS.john.phone])
      expect(text).not.toContain(trace);
    expect(text).toContain(BUYERS.sarah.email);
  });

  it('keeps its id, times and everything that is not text', () => {
    const { id, version, started_at, ended_at, kind, duration_seconds } = session;
    expect(erased).toMatchObject({ id, version, started_at, ended_at, kind, duration_seconds });
    expect(erased.insights?.qualification).toEqual(session.insights?.qualification);
  });

  it('has no quotes: nobody can tell whose words they are', () => {
    expect(erased.insights?.competitors?.[0]).not.toHaveProperty('quote');
    expect(erased.recommended_deal_update).not.toHaveProperty('quote');
  });

  it('says nothing at all when nobody else from outside took part', () => {
    const alone = {
      ...session,
      participants: session.participants.filter((one) => one.email === JOHN.email || one.internal),
    };
    const left = eraseFromSession(alone, [JOHN]);
    expect(left.summary).toEqual({ brief: '[erased]' });
    expect(Object.keys(left)).not.toEqual(expect.arrayContaining(['insights']));
  });

  it('is the same when it is erased again, and untouched when it is about others', () => {
    expect(eraseFromSession(erased, [JOHN])).toEqual(erased);
    const stranger = { email: 'nobody@else.com', name: null, phone: null };
    expect(eraseFromSession(session, [stranger])).toEqual(session);
  });

  it('finds the address in any case, and a namesake with another address is somebody else', () => {
    const participants = [
      { email: ' JOHN.SMITH@Acme.com ' },
      { name: 'John Smith', email: 'other@acme.com' },
    ];
    const left = eraseFromSession({ ...session, participants }, [JOHN]);
    expect(left.participants.map(({ email }) => email)).toEqual(['other@acme.com']);
  });
});

describe('the scrubber', () => {
  it.each([
    ['Jörg', 'Jörg sagt, Jörgensen nicht; JÖRG auch', '[erased] sagt, Jörgensen nicht; [erased] auch'],
    ['李明', '和李明谈过', '和[erased]谈过'],
    ['Ann', 'Ann met Anna and ann.', '[erased] met Anna and [erased].'],
    ['a+b@x.com', 'write to A+B@x.com', 'write to [erased]'],
    ['(555) 01', 'call (555) 01 now', 'call [erased] now'],
  ])('takes %s out as a whole word', (needle, before, after) => {
    expect(createScrubber([needle])(before)).toBe(after);
  });

  it('prefers the whole name to its parts and leaves what is no text', () => {
    const at = new Date(0);
    const scrub = createScrubber(['John', 'John Smith']);
    expect(scrubDeep({ a: ['John Smith', 7, null], at }, scrub)).toEqual({ a: ['[erased]', 7, null], at });
    expect(createScrubber([])('John')).toBe('John');
  });
});
