import { z } from 'zod';
import { reservedProblem } from './mappingProblems.ts';
import { sessionField } from './sessionFields.ts';
import { timeZone } from './timeZone.ts';

/** The settings document (contract §3). Strict: a misspelt switch is an error, not a silent default. */
const domain = z
  .string()
  .trim()
  .max(253)
  .regex(/^[^\s@/]+\.[^\s@/]+$/, 'is not a domain like acme.com');
const address = z
  .string()
  .trim()
  .max(320)
  .regex(/^[^\s@]+@[^\s@]+$/, 'is not an e-mail address');
/** Words are looked for as people type them; a blank one would be found in everything. */
const words = z.string().trim().min(1, 'is empty').max(200);
const propertyName = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'is not a HubSpot property name')
  .max(100);

const customMapping = z.strictObject({
  from: z
    .string()
    .max(200)
    .refine((path) => sessionField(path) !== undefined, 'is not a field of a conversation'),
  object: z.enum(['contact', 'company', 'deal', 'meeting', 'ticket']),
  property: propertyName,
  mode: z.enum(['write', 'fill_empty', 'propose']),
});

const stageRule = z.strictObject({
  keywords: z.array(words).min(1).max(50),
  pipeline: z.string().min(1).max(200),
  stage: z.string().min(1).max(200),
  allowBackwards: z.boolean().optional(),
});

export const settingsDocument = z
  .strictObject({
    version: z.number().int().min(1),
    sync: z.strictObject({
      auto: z.boolean(),
      frequency: z.enum(['realtime', 'hourly', 'daily']),
      dailyAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day like 18:00'),
      timeZone,
      createTasks: z.boolean(),
      updateEngagementScore: z.boolean(),
      recordings: z.boolean(),
      activity: z.enum(['meeting', 'call', 'channel']),
      notes: z.boolean(),
      timelineEvents: z.boolean(),
      // Beyond the contract's document, so a dashboard that does not know it may leave it out.
      nextMeeting: z.boolean().default(true),
      customObject: z.enum(['coaching_sessions']).nullable(),
    }),
    mapping: z.strictObject({ title: propertyName, custom: z.array(customMapping).max(100) }),
    matching: z.strictObject({
      primary: z.enum(['email', 'name', 'company_domain']),
      noMatch: z.enum(['create', 'skip', 'default_contact']),
      defaultContactId: z.string().regex(/^\d+$/, 'is not a HubSpot record id').nullable(),
      excludeDomains: z.array(domain).max(1_000),
      // Beyond the contract's document, so a dashboard that does not know them may leave them out.
      excludeAddresses: z.array(address).max(1_000).default([]),
      excludeTitleWords: z.array(words).max(200).default([]),
      internalDomains: z.array(domain).max(1_000).default([]),
      excludeInternal: z.boolean(),
      linkCompanyByDomain: z.boolean(),
      createCompany: z.boolean(),
    }),
    deals: z.strictObject({
      linkByDomain: z.boolean(),
      strategy: z.enum(['contact_open', 'company_open', 'owner_open', 'most_recent']),
      stage: z.strictObject({ mode: z.enum(['off', 'propose', 'auto']), rules: z.array(stageRule).max(100) }),
    }),
    // Beyond the contract's document, so a dashboard that does not know it may leave it out.
    data: z
      .strictObject({ keepConversationsDays: z.number().int().min(30).max(3_650).nullable().default(null) })
      .default({ keepConversationsDays: null }),
  })
  .superRefine((settings, context) => {
    if (settings.matching.noMatch === 'default_contact' && settings.matching.defaultContactId === null) {
      context.addIssue({
        code: 'custom',
        path: ['matching', 'defaultContactId'],
        message: 'is needed when people without a match go to a default contact',
      });
    }
    const seen = new Set<string>();
    for (const [index, { object, property }] of settings.mapping.custom.entries()) {
      const reserved = reservedProblem(object, property);
      const twice = seen.has(`${object}.${property}`) ? 'is the target of another mapping already' : null;
      seen.add(`${object}.${property}`);
      const message = reserved ?? twice;
      if (message) {
        context.addIssue({ code: 'custom', path: ['mapping', 'custom', index, 'property'], message });
      }
    }
  });

export type Settings = z.infer<typeof settingsDocument>;

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  sync: {
    auto: true,
    frequency: 'realtime',
    dailyAt: '18:00',
    timeZone: 'UTC',
    createTasks: true,
    updateEngagementScore: true,
    recordings: false,
    activity: 'meeting',
    notes: true,
    timelineEvents: true,
    nextMeeting: true,
    customObject: null,
  },
  mapping: { title: 'hs_meeting_title', custom: [] },
  matching: {
    primary: 'email',
    noMatch: 'create',
    defaultContactId: null,
    excludeDomains: [],
    excludeAddresses: [],
    excludeTitleWords: [],
    internalDomains: [],
    excludeInternal: true,
    linkCompanyByDomain: true,
    createCompany: true,
  },
  deals: {
    linkByDomain: true,
    strategy: 'contact_open',
    stage: { mode: 'off', rules: [] },
  },
  data: { keepConversationsDays: null },
};
