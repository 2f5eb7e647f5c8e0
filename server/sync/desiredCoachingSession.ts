import { COACHING_PROPERTIES, COACHING_LINKS, COACHING_SESSIONS } from '../../shared/coachingSessions.ts';
import type { Session } from '../../shared/session.ts';
import { engagementScore } from '../scoring/engagementScore.ts';
import { factsOf } from '../scoring/facts.ts';
import { sessionUrl } from '../sessions/sessionUrl.ts';
import { plainText } from '../text/plainText.ts';
import { titleOf } from './content.ts';
import { instant, ownedBy, TITLE_LENGTH, type Desired, type DesiredContext } from './desiredActivity.ts';
import type { CoachingFeature } from './coachingFeature.ts';
import type { PlanInput, PlannedSession } from './plan.types.ts';
import { typeOf } from './ref.ts';

const TYPE = 'coaching_sessions';
const NONE: Desired = { activities: [], skips: [] };
/** Of an object that is not there yet. */
const WHOLE = {
  properties: [...COACHING_PROPERTIES.map(({ name }) => name), 'hubspot_owner_id'],
  links: Object.keys(COACHING_LINKS),
};

/** The record of the custom object that a conversation becomes, where that is switched on. Pure. */
export function desiredCoachingSession(context: DesiredContext, coaching: CoachingFeature): Desired {
  if (context.settings.sync.customObject === null) return NONE;
  if (coaching.state === 'unavailable')
    return { ...NONE, skips: [{ what: 'coaching session', reason: coaching.reason }] };
  const { properties, links }: { properties: string[]; links: string[] } =
    coaching.state === 'ready' ? coaching.object : WHOLE;
  return {
    activities: [
      {
        key: 'coaching_session',
        type: TYPE,
        rule: 'custom_object',
        properties: Object.fromEntries(
          Object.entries(valuesOf(context)).filter(([name]) => properties.includes(name)),
        ),
        links: context.records.filter((record) => links.includes(typeOf(record))),
      },
    ],
    skips: [],
  };
}

/** Every property each time, empty where nothing was said: what leaves the conversation leaves the record. */
function valuesOf({ session, appUrl, hostOwner }: DesiredContext): Record<string, string> {
  const facts = factsOf(session);
  return {
    [COACHING_SESSIONS.key]: session.id,
    [COACHING_SESSIONS.title]: plainText(titleOf(session), TITLE_LENGTH),
    kind: session.kind,
    channel: session.channel,
    started_at: instant(session.started_at),
    duration_minutes: number(facts.durationMinutes),
    sentiment: session.summary.sentiment ?? '',
    score: number(engagementScore(facts, null).value),
    talk_ratio: number(facts.talkRatio === null ? null : Math.round(facts.talkRatio * 100)),
    open_objections: number(facts.objectionsRaised - facts.objectionsResolved),
    summary: plainText(session.summary.brief),
    next_step: plainText(firstStep(session) ?? ''),
    coach_notes: plainText(session.coach_notes ?? ''),
    liveprompt_url: sessionUrl(appUrl, session.id),
    ...ownedBy(hostOwner),
  };
}

function number(value: number | null): string {
  return value === null ? '' : String(value);
}

function firstStep({ summary }: Session): string | undefined {
  return summary.next_steps?.find((step) => step.trim() !== '');
}

/**
 * What a plan may change or take away. Records of the custom object stay as they are while it is switched off or
 * out of reach: a smaller plan or a lost permission takes nothing away. Those of a deleted or filtered
 * conversation go. Pure.
 */
export function withoutResting(
  planned: PlannedSession,
  isWritten: boolean,
  { settings, features }: Omit<PlanInput, 'sessions'>,
): PlannedSession {
  const rests = settings.sync.customObject === null || features.coaching.state === 'unavailable';
  return isWritten && rests
    ? { ...planned, objects: planned.objects.filter(({ type }) => type !== TYPE) }
    : planned;
}
