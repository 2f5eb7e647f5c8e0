import type { PortalSeed } from '../sandbox.types.ts';
import { BUYERS, SELLER } from './cast.ts';

const owner = ({
  ownerId,
  email,
  name,
  userId,
}: (typeof SELLER)[keyof typeof SELLER]): NonNullable<PortalSeed['owners']>[number] => {
  const [firstName = '', lastName = ''] = name.split(' ');
  return { id: ownerId, email, firstName, lastName, userId };
};

const person = ({
  name,
  email,
  job_title,
  ...rest
}: (typeof BUYERS)[keyof typeof BUYERS]): Record<string, string> => {
  const [firstname = '', lastname = ''] = name.split(' ');
  return {
    email,
    firstname,
    lastname,
    jobtitle: job_title,
    ...('phone' in rest ? { phone: rest.phone } : {}),
  };
};

/** Record ids of the demo portal that tests and pages point at. */
export const DEMO_IDS = {
  portal: '48291573',
  acme: '20001',
  globex: '20002',
  novatech: '20003',
  initech: '20004',
  john: '30001',
  sarah: '30002',
  anika: '30003',
  lena: '30004',
  peter: '30005',
  acmeRollout: '40001',
  acmePilot: '40002',
  globexRenewal: '40003',
  novatechTeam: '40004',
  initechLost: '40005',
  globexImport: '60001',
} as const;

/**
 * Brightlane's HubSpot account, as the sample sessions expect it: Acme's people with company and open
 * deal, Globex with a closed deal only, Novatech's Lena without a link to her company, and nobody of
 * Quayside.
 * @param closeDate `YYYY-MM-DD` by which the open deals should close.
 */
export const demoPortal = (closeDate: string): PortalSeed => ({
  portalId: DEMO_IDS.portal,
  name: 'Brightlane',
  timeZone: 'Europe/Berlin',
  currency: 'USD',
  uiDomain: 'app.hubspot.com',
  owners: Object.values(SELLER).map(owner),
  users: [{ id: SELLER.dana.userId, email: SELLER.dana.email }],
  companies: [
    {
      id: DEMO_IDS.acme,
      properties: {
        name: 'Acme',
        domain: 'acme.com',
        city: 'Chicago',
        numberofemployees: '840',
        industry: 'LOGISTICS_AND_SUPPLY_CHAIN',
      },
    },
    {
      id: DEMO_IDS.globex,
      properties: {
        name: 'Globex',
        domain: 'globex.com',
        city: 'London',
        numberofemployees: '2300',
        industry: 'MANUFACTURING',
      },
    },
    {
      id: DEMO_IDS.novatech,
      properties: {
        name: 'Novatech Systems GmbH',
        domain: 'novatech-systems.de',
        city: 'Berlin',
        numberofemployees: '310',
      },
    },
    {
      id: DEMO_IDS.initech,
      properties: { name: 'Initech', domain: 'initech.com', industry: 'COMPUTER_SOFTWARE' },
    },
  ],
  contacts: [
    {
      id: DEMO_IDS.john,
      properties: {
        ...person(BUYERS.john),
        lifecyclestage: 'opportunity',
        hubspot_owner_id: SELLER.dana.ownerId,
      },
      associations: [{ type: 'companies', id: DEMO_IDS.acme }],
    },
    {
      id: DEMO_IDS.sarah,
      properties: {
        ...person(BUYERS.sarah),
        lifecyclestage: 'opportunity',
        hubspot_owner_id: SELLER.dana.ownerId,
      },
      associations: [{ type: 'companies', id: DEMO_IDS.acme }],
    },
    {
      id: DEMO_IDS.anika,
      properties: {
        ...person(BUYERS.anika),
        lifecyclestage: 'customer',
        hubspot_owner_id: SELLER.miguel.ownerId,
      },
      associations: [{ type: 'companies', id: DEMO_IDS.globex }],
    },
    {
      id: DEMO_IDS.lena,
      properties: { ...person(BUYERS.lena), lifecyclestage: 'lead', hubspot_owner_id: SELLER.dana.ownerId },
    },
    {
      id: DEMO_IDS.peter,
      properties: {
        email: 'peter.gibbons@initech.com',
        firstname: 'Peter',
        lastname: 'Gibbons',
        lifecyclestage: 'lead',
      },
      associations: [{ type: 'companies', id: DEMO_IDS.initech }],
    },
  ],
  deals: [
    {
      id: DEMO_IDS.acmeRollout,
      properties: {
        dealname: 'Acme: rollout to 120 agents',
        pipeline: 'default',
        dealstage: 'presentationscheduled',
        amount: '52000',
        deal_currency_code: 'USD',
        closedate: closeDate,
        hubspot_owner_id: SELLER.dana.ownerId,
        hs_next_step: 'Present the rollout plan',
      },
      associations: [
        { type: 'contacts', id: DEMO_IDS.john },
        { type: 'contacts', id: DEMO_IDS.sarah },
        { type: 'companies', id: DEMO_IDS.acme },
      ],
    },
    {
      id: DEMO_IDS.acmePilot,
      properties: {
        dealname: 'Acme: pilot with 18 agents',
        pipeline: 'default',
        dealstage: 'closedwon',
        amount: '6000',
        hubspot_owner_id: SELLER.dana.ownerId,
      },
      associations: [
        { type: 'contacts', id: DEMO_IDS.john },
        { type: 'companies', id: DEMO_IDS.acme },
      ],
    },
    {
      id: DEMO_IDS.globexRenewal,
      properties: {
        dealname: 'Globex: first year',
        pipeline: 'default',
        dealstage: 'closedwon',
        amount: '88000',
        hubspot_owner_id: SELLER.miguel.ownerId,
      },
      associations: [
        { type: 'contacts', id: DEMO_IDS.anika },
        { type: 'companies', id: DEMO_IDS.globex },
      ],
    },
    {
      id: DEMO_IDS.novatechTeam,
      properties: {
        dealname: 'Novatech: 45 sellers',
        pipeline: 'default',
        dealstage: 'appointmentscheduled',
        amount: '28000',
        deal_currency_code: 'EUR',
        closedate: closeDate,
        hubspot_owner_id: SELLER.dana.ownerId,
      },
      associations: [{ type: 'companies', id: DEMO_IDS.novatech }],
    },
    {
      id: DEMO_IDS.initechLost,
      properties: {
        dealname: 'Initech: coaching',
        pipeline: 'default',
        dealstage: 'closedlost',
        amount: '12000',
      },
      associations: [{ type: 'contacts', id: DEMO_IDS.peter }],
    },
  ],
  tickets: [
    {
      id: DEMO_IDS.globexImport,
      properties: {
        subject: 'Globex: nightly import fails',
        content: 'The nightly import stops after the first thousand rows.',
        hs_pipeline: '0',
        hs_pipeline_stage: '1',
        hs_ticket_priority: 'HIGH',
        hubspot_owner_id: SELLER.miguel.ownerId,
      },
      associations: [
        { type: 'contacts', id: DEMO_IDS.anika },
        { type: 'companies', id: DEMO_IDS.globex },
      ],
    },
  ],
});
