import type { CardType } from '../../demo.types.ts';
import { Extension } from './Extension.tsx';

export interface CardSidebarProps {
  type: CardType;
  id: string;
  portalId: string;
  onReload(): void;
}

const CARDS = {
  contacts: { bundle: 'ContactCard.js', typeId: '0-1' },
  deals: { bundle: 'DealCard.js', typeId: '0-3' },
  companies: { bundle: 'CompanyCard.js', typeId: '0-2' },
  tickets: { bundle: 'TicketCard.js', typeId: '0-5' },
} as const;

/** The card of a record, in its sidebar. */
export function CardSidebar({ type, id, portalId, onReload }: CardSidebarProps) {
  const { bundle, typeId } = CARDS[type];
  return (
    <Extension
      bundle={bundle}
      location="crm.record.sidebar"
      portalId={portalId}
      crm={{ objectId: Number(id), objectTypeId: typeId }}
      onReload={onReload}
      onNavigate={({ path }) => (location.hash = `#/app${path}`)}
    />
  );
}
