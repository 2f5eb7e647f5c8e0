import fc from 'fast-check';
import { plan } from '../../../server/sync/plan.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { PlannedPortal } from '../../support/plannedPortal.ts';
import { shortSession } from '../../support/shortSession.ts';

const NOTES = {
  name: 'notes',
  label: 'Notes',
  type: 'string' as const,
  fieldType: 'html',
  ours: false,
  options: [],
};

/** A meeting whose rich-text property holds the body of its conversation, as HubSpot then shows it. */
function met(body: string) {
  const at = new PlannedPortal();
  at.settings = {
    ...DEFAULT_SETTINGS,
    mapping: {
      ...DEFAULT_SETTINGS.mapping,
      custom: [{ from: 'summary.body_markdown', object: 'meeting', property: NOTES.name, mode: 'write' }],
    },
  };
  at.properties.set('meetings', new Map([[NOTES.name, NOTES]]));
  at.addContact('john@acme.com');
  const say = (text: string, version: number) => {
    at.deliver(
      shortSession({
        id: 'ses_1',
        organization_id: 'org_1',
        version,
        participants: [{ email: 'john@acme.com' }],
        summary: { brief: 'They talked.', body_markdown: text },
      }),
    );
    const decided = plan(at.input());
    at.apply(decided);
    return decided;
  };
  say(body, 1);
  const [[id, meeting] = []] = [...at.meetings];
  if (!id || !meeting) throw new Error('no meeting');
  const shown = () => at.meetings.get(id)?.properties[NOTES.name] ?? '';
  return { at, say, shown, edit: (notes: string) => at.edit(`meetings:${id}`, { notes }) };
}

/** The same words as an editor gives them back: other tags, other entities, other white space. */
const respelled = (html: string) =>
  `<div>${html
    .replace(/<\/?p>/g, '\n')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll(' ', '&nbsp;')}</div>`;

describe('rich text on a meeting', () => {
  it('that HubSpot only spelled another way follows the conversation', () => {
    const meeting = met('**Tom & Anna** said "yes" to 5 < 6.');
    meeting.edit(respelled(meeting.shown()));
    const next = meeting.say('They said no.', 2);
    expect(meeting.shown()).toContain('They said no.');
    expect(next.proposals.put).toEqual([]);
  });

  it('that a person changed stays, and the conversation asks', () => {
    const meeting = met('First words.');
    meeting.edit('<p>First words, and mine.</p>');
    const next = meeting.say('Second words.', 2);
    expect(meeting.shown()).toBe('<p>First words, and mine.</p>');
    expect(next.proposals.put).toMatchObject([
      { draft: { objectType: 'meeting', proposed: expect.stringContaining('Second words.') } },
    ]);
  });

  it('is told apart for any words and any spelling of them', () => {
    const words = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((text) => /\p{L}/u.test(text));
    fc.assert(
      fc.property(words, fc.boolean(), (text, byPerson) => {
        const meeting = met(text);
        const before = meeting.shown();
        meeting.edit(byPerson ? `${before}<p>mine</p>` : respelled(before));
        meeting.say('Another text.', 2);
        expect(meeting.shown().includes('Another text.')).toBe(!byPerson);
      }),
      { seed: 20_261_125, numRuns: 60 },
    );
  });
});
