import { hubspot } from '@hubspot/ui-extensions';
import { RecordCard } from './parts/RecordCard.tsx';

hubspot.extend<'crm.record.sidebar'>(() => <RecordCard card="company" />);
