import { Button, EmptyState, Flex, Text, type EmptyStateProps } from '@hubspot/ui-extensions';
import { kitTexts } from './texts.ts';

export interface QuietStateProps {
  title: string;
  message: string;
  image: EmptyStateProps['imageName'];
  /** Where the next click leads, when it leads outside HubSpot. */
  action?: { label: string; url: string } | null;
  onRetry: () => void;
}

/** Nothing to show and nothing broken: says why, and offers the one next click. */
export const QuietState = ({ title, message, image, action, onRetry }: QuietStateProps) => (
  <EmptyState title={title} layout="vertical" imageName={image} imageWidth={120} flush>
    <Flex direction="column" gap="small" align="center">
      <Text>{message}</Text>
      {action ? (
        <Button variant="primary" href={{ url: action.url, external: true }}>
          {action.label}
        </Button>
      ) : null}
      {/* Whoever connects does it in another tab, and comes back here. */}
      <Button variant={action ? 'transparent' : 'secondary'} size="small" onClick={onRetry}>
        {kitTexts.actions.checkAgain}
      </Button>
    </Flex>
  </EmptyState>
);
