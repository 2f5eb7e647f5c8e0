import type { CardTask } from '../../shared/card.ts';
import type { DealPipeline } from '../../shared/options.ts';
import type { ConversationDocument } from '../cards/conversations.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import type { Owner } from '../hubspot/owners.ts';
import type { InstallDocument } from '../installs/install.ts';
import type { LeftOut } from './parts.ts';

/** Someone who was asked about, as the invitation names them. */
export interface Invited {
  email: string | null;
  name: string | null;
}

export interface KnownPerson extends Invited {
  contact: CrmRecord;
  companyId: string | null;
}

/** Everything a brief is made of, as it was read. */
export interface BriefFacts {
  now: Date;
  /** Whose calendar days count. */
  timeZone: string;
  appUrl: string;
  install: Pick<InstallDocument, '_id' | 'uiDomain' | 'currency'>;
  people: readonly KnownPerson[];
  unknown: readonly (Invited & { reason: string })[];
  skipped: readonly { who: string; reason: string }[];
  companies: readonly CrmRecord[];
  deals: readonly CrmRecord[];
  pipelines: readonly DealPipeline[];
  owners: readonly Owner[];
  tasks: readonly CrmRecord[];
  /** Whether HubSpot told of the tasks of everybody. */
  tasksComplete: boolean;
  meetings: readonly CrmRecord[];
  /** Newest first. */
  conversations: readonly ConversationDocument[];
  leftOut: readonly LeftOut[];
}

/** A task of ours with the conversation it came out of. */
export interface PromisedTask extends CardTask {
  from: ConversationDocument;
}
