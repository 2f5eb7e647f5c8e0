import { sessionUrl } from '../sessions/sessionUrl.ts';
import { durationMinutes } from '../scoring/facts.ts';
import { plainText } from '../text/plainText.ts';
import { activityBody, titleOf } from './content.ts';
import {
  instant,
  ownedBy,
  TITLE_LENGTH,
  type DesiredActivity,
  type DesiredContext,
} from './desiredActivity.ts';
import { linksRecording } from './recording.ts';

/** The conversation itself, as the meeting or the call the settings ask for. Pure. */
export function desiredConversation(context: DesiredContext): DesiredActivity {
  const { session, settings } = context;
  const isCall =
    settings.sync.activity === 'call' || (settings.sync.activity === 'channel' && session.channel === 'call');
  return isCall ? call(context) : meeting(context);
}

function meeting({ session, settings, appUrl, hostOwner }: DesiredContext): DesiredActivity {
  const startedAt = instant(session.started_at);
  return {
    key: 'activity',
    type: 'meetings',
    rule: 'conversation',
    properties: {
      hs_timestamp: startedAt,
      hs_meeting_start_time: startedAt,
      hs_meeting_end_time: instant(session.ended_at),
      [settings.mapping.title]: plainText(titleOf(session), TITLE_LENGTH),
      hs_meeting_body: activityBody(session, appUrl, linksRecording(session, settings)),
      hs_meeting_outcome: 'COMPLETED',
      hs_meeting_external_url: sessionUrl(appUrl, session.id),
      ...ownedBy(hostOwner),
    },
  };
}

function call({ session, settings, appUrl, hostOwner }: DesiredContext): DesiredActivity {
  const minutes = durationMinutes(session);
  const seconds = session.duration_seconds ?? (minutes === null ? undefined : minutes * 60);
  return {
    key: 'activity',
    type: 'calls',
    rule: 'conversation',
    properties: {
      hs_timestamp: instant(session.started_at),
      hs_call_title: plainText(titleOf(session), TITLE_LENGTH),
      hs_call_body: activityBody(session, appUrl, linksRecording(session, settings)),
      hs_call_status: 'COMPLETED',
      // Milliseconds (hubspot-api.md §2.6).
      ...(seconds === undefined ? {} : { hs_call_duration: String(Math.round(seconds * 1_000)) }),
      ...ownedBy(hostOwner),
    },
  };
}
