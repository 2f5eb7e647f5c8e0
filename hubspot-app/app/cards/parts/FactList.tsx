import { DescriptionList, DescriptionListItem, Text } from '@hubspot/ui-extensions';
import { formatDateTime, shorten } from '@liveprompt/kit';
import type { CardContent } from '../api.ts';
import { useCardSession } from '../session.ts';
import { texts } from '../texts.ts';
import { joined } from '../words.ts';

/** When people spoke last, when they speak next, and what a deal waits for. */
export const FactList = ({ content }: { content: CardContent }) => {
  const { viewer } = useCardSession();
  const { deal, nextMeeting, conversations } = content;
  const lastMeetingAt = content.lastMeetingAt ?? conversations[0]?.startedAt;
  return (
    <DescriptionList>
      {deal ? (
        <DescriptionListItem label={texts.facts.nextStep}>
          <Text>{deal.nextStep ? shorten(deal.nextStep, 300) : texts.facts.noNextStep}</Text>
        </DescriptionListItem>
      ) : null}
      <DescriptionListItem label={texts.facts.lastMeeting}>
        <Text>{lastMeetingAt ? formatDateTime(lastMeetingAt, viewer) : texts.facts.noMeeting}</Text>
      </DescriptionListItem>
      {nextMeeting ? (
        <DescriptionListItem label={texts.facts.nextMeeting}>
          <Text>{joined(shorten(nextMeeting.title, 80), formatDateTime(nextMeeting.startsAt, viewer))}</Text>
        </DescriptionListItem>
      ) : null}
    </DescriptionList>
  );
};
