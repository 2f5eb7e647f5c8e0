import type { ConversationDocument } from '../cards/conversations.ts';
import { textToHtml } from '../text/sanitise.ts';

/** What a follow-up can be about; HubSpot asks for this list while a person builds a workflow. */
export const TEMPLATES = {
  recap: { label: 'Send a recap', description: 'With the summary of the conversation' },
  next_steps: { label: 'Work on the next step', description: 'With the next step that was agreed' },
  objections: {
    label: 'Answer open objections',
    description: 'With how many are open and where to read them',
  },
  check_in: { label: 'Check in again', description: 'With when you spoke last' },
} as const;
export type Template = keyof typeof TEMPLATES;

export function isTemplate(value: unknown): value is Template {
  return typeof value === 'string' && Object.hasOwn(TEMPLATES, value);
}

/** Options as HubSpot reads them, those that contain what the person typed. */
export function templateOptions(typed: string) {
  const wanted = typed.trim().toLowerCase();
  const options = Object.entries(TEMPLATES)
    .map(([value, { label, description }]) => ({ value, label, description }))
    .filter(({ label, description }) => `${label} ${description}`.toLowerCase().includes(wanted));
  return { options, searchable: true };
}

/** First line and text of the task. Pure; the text is HTML. */
export function followUpText(template: Template, { conversation, facts, nextStep }: ConversationDocument) {
  const open = facts.objectionsRaised - facts.objectionsResolved;
  const day = facts.startedAt.slice(0, 10);
  const text = {
    recap: conversation.brief,
    next_steps: nextStep ?? 'No next step was agreed yet.',
    objections:
      open > 0 ? `${open} of ${facts.objectionsRaised} objections are open.` : 'No objection is open.',
    check_in: `You spoke last on ${day}.`,
  }[template];
  return {
    subject: `${TEMPLATES[template].label}: ${conversation.title}`,
    html: `<p>${textToHtml(text)}</p>`,
  };
}
