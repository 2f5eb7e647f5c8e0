/** The people and firms of the samples; all invented. The seller is Brightlane. */
export const SELLER = {
  dana: {
    id: 'usr_dana',
    email: 'dana.weber@brightlane.io',
    name: 'Dana Weber',
    ownerId: '41629779',
    userId: 9_001,
  },
  miguel: {
    id: 'usr_miguel',
    email: 'miguel.torres@brightlane.io',
    name: 'Miguel Torres',
    ownerId: '41629780',
    userId: 9_002,
  },
  priya: {
    id: 'usr_priya',
    email: 'priya.nair@brightlane.io',
    name: 'Priya Nair',
    ownerId: '41629781',
    userId: 9_003,
  },
} as const;

export const BUYERS = {
  john: {
    name: 'John Smith',
    email: 'john.smith@acme.com',
    phone: '+1 312 555 0148',
    job_title: 'VP Operations',
    company: 'Acme',
  },
  sarah: {
    name: 'Sarah Chen',
    email: 'sarah.chen@acme.com',
    job_title: 'Chief Financial Officer',
    company: 'Acme',
  },
  anika: {
    name: 'Anika Patel',
    email: 'anika.patel@globex.com',
    phone: '+44 20 7946 0321',
    job_title: 'Head of Customer Care',
    company: 'Globex',
  },
  lena: {
    name: 'Lena Fischer',
    email: 'lena.fischer@novatech-systems.de',
    phone: '+49 30 5550 1477',
    job_title: 'Director Revenue Operations',
    company: 'Novatech Systems',
  },
  olivia: {
    name: 'Olivia Brandt',
    email: 'olivia.brandt@quayside-logistics.com',
    phone: '+1 206 555 0190',
    job_title: 'Founder',
    company: 'Quayside Logistics',
  },
} as const;
