import { createSeals } from '../../server/audit/seal.ts';

/** Seals of a key that only tests have. */
export const auditSeals = createSeals([{ kid: 'test', key: Buffer.alloc(32, 'test') }]);
