import { z } from 'zod';
import { CONVERSATION_KINDS } from './card.ts';

/** An invitation may list many; a brief is about so few that a person can read it. */
const MAX_ASKED = 100;

/** Body of `POST /api/v1/context`. */
export const briefRequest = z.object({
  participants: z
    .array(
      z
        .object({ email: z.string().max(320).nullish(), name: z.string().max(200).nullish() })
        .refine(({ email, name }) => [email, name].some((one) => Boolean(one?.trim())), {
          message: 'needs an e-mail address or a name',
        }),
    )
    .min(1)
    .max(MAX_ASKED),
  /** Whose call it is, when not the caller's: their colleagues are no customers. */
  host: z.object({ email: z.string().max(320) }).optional(),
});
export type BriefRequest = z.infer<typeof briefRequest>;

const instant = z.iso.datetime();
const url = z.url();
const source = z.object({
  kind: z.enum(['conversation', 'task', 'deal', 'meeting', 'contact', 'company']),
  /** As people call it: the title of the conversation, the name of the deal. */
  label: z.string(),
  at: instant.nullable(),
  url: url.nullable(),
});
const person = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  title: z.string().nullable(),
  companyId: z.string().nullable(),
  /** 0–100, and the mood of the last conversation, as liveprompt keeps them on the contact. */
  score: z.number().nullable(),
  sentiment: z.string().nullable(),
  url,
});
const company = z.object({
  id: z.string(),
  name: z.string(),
  domain: z.string().nullable(),
  employees: z.number().nullable(),
  /** "1,200 employees". */
  size: z.string().nullable(),
  industry: z.string().nullable(),
  url,
});
const conversation = z.object({
  sessionId: z.string(),
  title: z.string(),
  kind: z.enum(CONVERSATION_KINDS),
  startedAt: instant,
  /** "2 weeks ago". */
  words: z.string(),
  brief: z.string(),
  sentiment: z.enum(['positive', 'neutral', 'negative']).nullable(),
  url,
});

/** Answer of `POST /api/v1/context`: what is worth knowing before a call. Singular keys are the first of the plural ones. */
export const brief = z.object({
  generatedAt: instant,
  contact: person.nullable(),
  contacts: z.array(person),
  /** Looked for and not found in HubSpot. */
  unknown: z.array(
    z.object({ email: z.string().nullable(), name: z.string().nullable(), reason: z.string() }),
  ),
  /** Not looked for: colleagues, people the settings leave out, more than a brief is about. */
  skipped: z.array(z.object({ who: z.string(), reason: z.string() })),
  company: company.nullable(),
  companies: z.array(company),
  lastInteraction: z
    .object({ at: instant, words: z.string(), what: z.string(), url: url.nullable() })
    .nullable(),
  lastConversation: conversation.nullable(),
  deals: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      amount: z.number().nullable(),
      currency: z.string().nullable(),
      /** "€60,000". */
      amountText: z.string().nullable(),
      stage: z.string().nullable(),
      pipeline: z.string().nullable(),
      closeDate: instant.nullable(),
      nextStep: z.string().nullable(),
      owner: z.string().nullable(),
      url,
    }),
  ),
  openTasks: z.array(
    z.object({
      id: z.string(),
      subject: z.string(),
      dueAt: instant.nullable(),
      /** "3 days ago", "tomorrow". */
      due: z.string().nullable(),
      overdue: z.boolean(),
      owner: z.string().nullable(),
      url,
    }),
  ),
  objections: z.array(z.object({ text: z.string(), answered: z.boolean(), words: z.string(), source })),
  promises: z.array(z.object({ text: z.string(), due: z.string().nullable(), overdue: z.boolean(), source })),
  nextMeeting: z
    .object({
      title: z.string(),
      startsAt: instant,
      words: z.string(),
      location: z.string().nullable(),
      source,
    })
    .nullable(),
  /** Three to five; every one says where it comes from. */
  talkingPoints: z
    .array(z.object({ text: z.string(), source }))
    .min(3)
    .max(5),
  /** What could not be read in time, or at all: the rest stands. */
  leftOut: z.array(z.object({ part: z.string(), reason: z.string() })),
});
export type Brief = z.infer<typeof brief>;
export type BriefSource = z.infer<typeof source>;
