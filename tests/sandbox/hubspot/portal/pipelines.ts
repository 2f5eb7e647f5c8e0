import type { PortalSeed } from '../../sandbox.types.ts';

export interface Stage {
  id: string;
  label: string;
  displayOrder: number;
  metadata: Record<string, string>;
}

export interface Pipeline {
  id: string;
  label: string;
  displayOrder: number;
  stages: Stage[];
}

const dealStage = (
  [id, label, probability]: readonly [string, string, string],
  displayOrder: number,
): Stage => ({
  id,
  label,
  displayOrder,
  metadata: { isClosed: String(probability === '1.0' || probability === '0.0'), probability },
});

/** The pipeline every portal starts with; a stage is closed when its probability says so (hubspot-api.md §2.5). */
export const defaultDealPipeline = (): Pipeline => ({
  id: 'default',
  label: 'Sales Pipeline',
  displayOrder: 0,
  stages: (
    [
      ['appointmentscheduled', 'Appointment Scheduled', '0.2'],
      ['qualifiedtobuy', 'Qualified To Buy', '0.4'],
      ['presentationscheduled', 'Presentation Scheduled', '0.6'],
      ['decisionmakerboughtin', 'Decision Maker Bought-In', '0.8'],
      ['contractsent', 'Contract Sent', '0.9'],
      ['closedwon', 'Closed Won', '1.0'],
      ['closedlost', 'Closed Lost', '0.0'],
    ] as const
  ).map(dealStage),
});

export const dealPipeline = (
  { id, label, stages }: NonNullable<PortalSeed['dealPipelines']>[number],
  index: number,
): Pipeline => ({
  id,
  label,
  displayOrder: index + 1,
  stages: stages.map((stage, order) => dealStage([stage.id, stage.label, stage.probability], order)),
});

export const defaultTicketPipeline = (): Pipeline => ({
  id: '0',
  label: 'Support Pipeline',
  displayOrder: 0,
  stages: (['New', 'Waiting on contact', 'Waiting on us', 'Closed'] as const).map((label, index) => ({
    id: String(index + 1),
    label,
    displayOrder: index,
    metadata: { ticketState: label === 'Closed' ? 'CLOSED' : 'OPEN', isClosed: String(label === 'Closed') },
  })),
});
