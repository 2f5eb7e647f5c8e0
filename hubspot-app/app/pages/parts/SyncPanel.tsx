import {
  Alert,
  Button,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  Link,
  List,
  Panel,
  PanelBody,
  PanelFooter,
  PanelSection,
  Text,
} from '@hubspot/ui-extensions';
import { formatDateTime, shorten, type Viewer } from '@liveprompt/kit';
import type { SyncRow } from '#shared/ledger.ts';
import { texts } from '../texts.ts';
import { StateTag } from './StateTag.tsx';

export interface SyncPanelProps {
  row: SyncRow;
  viewer: Viewer;
  onRetry: (() => void) | undefined;
}

/** Everything the ledger knows of one conversation: what it made, what it left out, and why. */
export const SyncPanel = ({ row, viewer, onRetry }: SyncPanelProps) => {
  const words = texts.detail;
  return (
    <Panel id={`sync-${row.sessionId}`} title={shorten(row.title, 80)} width="medium">
      <PanelBody>
        <PanelSection>
          <Flex direction="column" gap="small">
            <StateTag row={row} />
            {row.error ? (
              <Alert title={row.error.message} variant={row.error.kind === 'final' ? 'danger' : 'warning'}>
                {row.error.action}
              </Alert>
            ) : null}
            <DescriptionList direction="row">
              <DescriptionListItem label={words.received}>
                <Text>{formatDateTime(row.receivedAt, viewer)}</Text>
              </DescriptionListItem>
              <DescriptionListItem label={words.synced}>
                <Text>{row.syncedAt ? formatDateTime(row.syncedAt, viewer) : words.never}</Text>
              </DescriptionListItem>
              {row.nextAttemptAt ? (
                <DescriptionListItem label={words.next}>
                  <Text>{formatDateTime(row.nextAttemptAt, viewer)}</Text>
                </DescriptionListItem>
              ) : null}
            </DescriptionList>
          </Flex>
        </PanelSection>
        <PanelSection>
          <Heading>{words.objects}</Heading>
          {row.objects.length === 0 ? <Text variant="microcopy">{words.noObjects}</Text> : null}
          <List variant="unordered-styled">
            {row.objects.map(({ type, id, url, rule }) => (
              <Text key={`${type}-${id}`}>
                <Link href={{ url, external: true }}>{words.object(type, id)}</Link> {words.byRule(rule)}
              </Text>
            ))}
          </List>
        </PanelSection>
        {row.skips.length > 0 ? (
          <PanelSection>
            <Heading>{words.skips}</Heading>
            <List variant="unordered-styled">
              {row.skips.map(({ what, reason }, index) => (
                <Text key={`${index}-${what}`}>{words.skip(what, reason)}</Text>
              ))}
            </List>
          </PanelSection>
        ) : null}
      </PanelBody>
      {onRetry ? (
        <PanelFooter>
          <Button variant="primary" onClick={onRetry}>
            {words.again}
          </Button>
        </PanelFooter>
      ) : null}
    </Panel>
  );
};
