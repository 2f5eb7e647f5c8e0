import {
  Accordion,
  Box,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  Icon,
  Inline,
  LineChart,
  List,
  ProgressBar,
  ScoreCircle,
  StatusTag,
  Text,
  type TextProps,
} from '@hubspot/ui-extensions';
import type { Block, ScoreBlock, TextBlock } from '#shared/blocks.ts';

/** What our server worded, drawn in order; the parent says how far apart. */
export const Blocks = ({ blocks }: { blocks: Block[] }) =>
  blocks.map((block, index) => <BlockPart key={index} block={block} />);

const TEXTS: Record<Exclude<TextBlock['type'], 'title'>, Partial<TextProps>> = {
  heading: { format: { fontWeight: 'demibold' } },
  paragraph: {},
  quote: { format: { italic: true } },
  said: { format: { italic: true }, variant: 'microcopy' },
  note: { variant: 'microcopy' },
};

const BlockPart = ({ block }: { block: Block }) => {
  switch (block.type) {
    case 'title':
      return <Heading>{block.text}</Heading>;
    case 'list':
      return (
        <List variant={block.ordered ? 'ordered-styled' : 'unordered-styled'}>
          {block.items.map((item, index) =>
            typeof item === 'string' ? (
              <Text key={index}>{item}</Text>
            ) : (
              <Column key={index} gap="flush" blocks={item} />
            ),
          )}
        </List>
      );
    case 'facts':
      return (
        <DescriptionList>
          {block.items.map(({ label, blocks }) => (
            <DescriptionListItem key={label} label={label}>
              <Column gap="extra-small" blocks={blocks} />
            </DescriptionListItem>
          ))}
        </DescriptionList>
      );
    case 'fold':
      return (
        <Accordion title={block.title} size="small" defaultOpen={block.open}>
          <Column gap="small" blocks={block.blocks} />
        </Accordion>
      );
    case 'group':
      return <Column gap={block.gap} blocks={block.blocks} />;
    case 'tag':
      return <StatusTag variant={block.tone}>{block.text}</StatusTag>;
    case 'score':
      return <Score {...block} />;
    case 'bar':
      return (
        <ProgressBar
          title={block.title}
          value={block.value}
          maxValue={block.max}
          valueDescription={block.text}
        />
      );
    case 'line':
      return (
        <LineChart
          data={block.points}
          axes={{
            x: { field: 'x', fieldType: 'category', label: block.x },
            y: { field: 'y', fieldType: 'linear', label: block.y },
          }}
          options={{ title: block.title, showDataLabels: true, showTooltips: true }}
        />
      );
    default:
      // A newer server may know types that this bundle does not: their words, if they have some.
      return <Text {...TEXTS[block.type]}>{block.text}</Text>;
  }
};

const Column = ({ gap, blocks }: { gap: 'flush' | 'extra-small' | 'small'; blocks: Block[] }) => (
  <Flex direction="column" gap={gap}>
    <Blocks blocks={blocks} />
  </Flex>
);

const Score = ({ value, title, trend, text }: ScoreBlock) => (
  <Flex direction="row" gap="medium" align="center">
    <ScoreCircle score={value} />
    <Box flex={1}>
      <Text format={{ fontWeight: 'demibold' }}>{title}</Text>
      {trend ? (
        <Inline gap="extra-small" align="center">
          <Icon
            name={trend === 'up' ? 'upCarat' : 'downCarat'}
            color={trend === 'up' ? 'success' : 'alert'}
            size="small"
          />
          <Text inline>{text}</Text>
        </Inline>
      ) : (
        <Text variant="microcopy">{text}</Text>
      )}
    </Box>
  </Flex>
);
