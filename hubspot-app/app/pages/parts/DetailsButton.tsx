import { Button } from '@hubspot/ui-extensions';
import { texts } from '../texts.ts';
import { SyncPanel, type SyncPanelProps } from './SyncPanel.tsx';

/** Opens everything the ledger knows of one conversation. */
export const DetailsButton = (props: SyncPanelProps) => (
  <Button variant="transparent" size="small" overlay={<SyncPanel {...props} />}>
    {texts.details}
  </Button>
);
