import { featureRequestsOf } from '../insights/featureRequests.ts';
import { handoffBody, noteBody, requestBody } from './content.ts';
import { instant, ownedBy, type DesiredActivity, type DesiredContext } from './desiredActivity.ts';
import { typeOf, type Ref } from './ref.ts';

/** Key insights, feature requests and what is handed off; none where the settings want no notes. Pure. */
export function desiredNotes(context: DesiredContext): DesiredActivity[] {
  if (!context.settings.sync.notes) return [];
  return [...keyInsights(context), ...handoff(context), ...featureRequests(context)];
}

function keyInsights(context: DesiredContext): DesiredActivity[] {
  const { session, appUrl, hostOwner } = context;
  const body = noteBody(session, appUrl);
  return body ? [note(context, { key: 'note', rule: 'key_insights', body, owner: hostOwner })] : [];
}

/** For whoever looks after the contact; where nobody does, for whoever held the conversation. */
function handoff(context: DesiredContext): DesiredActivity[] {
  const { session, appUrl, hostOwner, contactOwner } = context;
  const key = 'handoff';
  const body = handoffBody(session, appUrl, key);
  return body ? [note(context, { key, rule: 'handoff', body, owner: contactOwner ?? hostOwner })] : [];
}

/** Of the account and not of a deal: a request outlives the deal in which it was heard. */
function featureRequests(context: DesiredContext): DesiredActivity[] {
  const { session, appUrl, hostOwner, records } = context;
  const links = records.filter(isAccount);
  return featureRequestsOf(session).map((request) => {
    const key = `request:${request.key}`;
    const body = requestBody(request, session, appUrl, key);
    const made = note(context, { key, rule: 'feature_request', body, owner: hostOwner });
    return { ...made, title: request.title, links };
  });
}

function isAccount(record: Ref): boolean {
  return typeOf(record) === 'contacts' || typeOf(record) === 'companies';
}

function note(
  { session }: DesiredContext,
  { key, rule, body, owner }: { key: string; rule: string; body: string; owner: string | undefined },
): DesiredActivity {
  const properties = { hs_timestamp: instant(session.ended_at), hs_note_body: body, ...ownedBy(owner) };
  return { key, type: 'notes', rule, properties };
}
