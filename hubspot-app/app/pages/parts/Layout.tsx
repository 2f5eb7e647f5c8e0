import { Divider, Flex, Inline, Text } from '@hubspot/ui-extensions';
import { PageLink, usePageRoute, type PageRoutesLayoutProps } from '@hubspot/ui-extensions/pages';
import { texts } from '../texts.ts';

/** Every page, in the order in which an admin needs them. */
const PLACES = [
  ['/', texts.places.health],
  ['/problems', texts.places.problems],
  ['/syncs', texts.places.syncs],
  ['/proposals', texts.places.proposals],
  ['/reports', texts.places.reports],
  ['/usage', texts.places.usage],
  ['/backfill', texts.places.backfill],
  ['/audit', texts.places.audit],
  ['/help', texts.places.help],
] as const;

/** The row of places above each page. */
export const Layout = ({ children }: PageRoutesLayoutProps) => {
  const { path } = usePageRoute();
  return (
    <Flex direction="column" gap="medium">
      <Inline gap="medium">
        {PLACES.map(([to, name]) =>
          to === path ? (
            <Text key={to} inline format={{ fontWeight: 'bold' }}>
              {name}
            </Text>
          ) : (
            <PageLink key={to} to={to}>
              {name}
            </PageLink>
          ),
        )}
      </Inline>
      <Divider />
      {children}
    </Flex>
  );
};
