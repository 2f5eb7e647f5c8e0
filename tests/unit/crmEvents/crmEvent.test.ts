import { readCrmEvent } from '../../../server/crmEvents/crmEvent.ts';

const base = { eventId: 7, portalId: 11, occurredAt: 1_700_000_000_000, attemptNumber: 0 };
const of = (more: object) => readCrmEvent({ ...base, ...more });

describe('an event of HubSpot', () => {
  it('names the record that is left of a merge and those that are gone', () => {
    const merge = {
      subscriptionType: 'object.merge',
      objectTypeId: '0-1',
      objectId: 1,
      primaryObjectId: 1,
      mergedObjectIds: [2],
    };
    expect(of(merge)).toMatchObject({ kind: 'merge', type: 'contacts', objectId: '1', mergedIds: ['2'] });
    expect(of({ ...merge, newObjectId: 3 })).toMatchObject({ objectId: '3', mergedIds: ['2', '1'] });
    expect(of({ ...merge, newObjectId: null })).toMatchObject({ objectId: '1' });
  });

  it.each([
    ['object.deletion', '0-2', 'deletion', 'companies'],
    ['object.restore', '0-3', 'restore', 'deals'],
  ])('%s of %s is a %s of %s', (subscriptionType, objectTypeId, kind, type) => {
    expect(of({ subscriptionType, objectTypeId, objectId: 5 })).toMatchObject({ kind, type, objectId: '5' });
  });

  it.each([
    ['contact.deletion', 'deletion', 'contacts'],
    ['company.restore', 'restore', 'companies'],
    ['deal.merge', 'merge', 'deals'],
  ])('%s of an older subscription is the same %s of %s', (subscriptionType, kind, type) => {
    expect(of({ subscriptionType, objectId: '5', mergedObjectIds: ['6'] })).toMatchObject({ kind, type });
  });

  it('reads ids and the time as text too', () => {
    const text = { portalId: '11', objectId: '5', occurredAt: '1700000000000' };
    const same = of({ subscriptionType: 'object.deletion', objectTypeId: '0-1', ...text });
    expect(same).toMatchObject({ portalId: '11', objectId: '5', occurredAt: new Date(base.occurredAt) });
  });

  it('a privacy deletion is about a contact and names no type', () => {
    expect(of({ subscriptionType: 'contact.privacyDeletion', objectId: 5 })).toMatchObject({
      kind: 'privacy',
      type: 'contacts',
    });
  });

  it('a property is read under either name of its type, and only the stage of a deal counts', () => {
    const stage = { objectTypeId: '0-3', objectId: 5, propertyName: 'dealstage', propertyValue: 'won' };
    expect(of({ ...stage, eventType: 'object.propertyChange' })).toMatchObject({
      kind: 'stage',
      value: 'won',
    });
    expect(
      of({ ...stage, subscriptionType: 'object.propertyChange', propertyName: 'amount' }),
    ).toBeUndefined();
    expect(of({ ...stage, subscriptionType: 'object.propertyChange', objectTypeId: '0-1' })).toBeUndefined();
  });

  it.each([
    ['nothing', null],
    ['a word', 'x'],
    [
      'no portal',
      { ...base, portalId: undefined, subscriptionType: 'object.deletion', objectTypeId: '0-1', objectId: 1 },
    ],
    [
      'a type of Object.prototype',
      { ...base, subscriptionType: 'constructor', objectTypeId: '0-1', objectId: 1 },
    ],
    [
      'an operator for an id',
      { ...base, subscriptionType: 'object.deletion', objectTypeId: '0-1', objectId: { $gt: 0 } },
    ],
    ['no record', { ...base, subscriptionType: 'object.deletion', objectTypeId: '0-1' }],
    [
      'a time beyond all time',
      { ...base, occurredAt: 1e300, subscriptionType: 'contact.privacyDeletion', objectId: 1 },
    ],
  ])('%s is left aside', (_name, raw) => {
    expect(readCrmEvent(raw)).toBeUndefined();
  });

  it('has the same key in every attempt, and another for another happening, portal or type', () => {
    const deletion = { subscriptionType: 'object.deletion', objectTypeId: '0-1', objectId: 5 };
    const key = of(deletion)?._id;
    expect(of({ ...deletion, attemptNumber: 3 })?._id).toBe(key);
    const others = [
      { occurredAt: 1 },
      { portalId: 12 },
      { objectTypeId: '0-2' },
      { objectId: 6 },
      { eventId: 8 },
    ];
    for (const other of others) expect(of({ ...deletion, ...other })?._id).not.toBe(key);
  });
});
