import { Accordion, Flex, Heading, Link, Text } from '@hubspot/ui-extensions';
import { PageTitle } from '@hubspot/ui-extensions/pages';
import { API_ORIGIN } from '@liveprompt/kit';
import { texts } from '../texts.ts';

const words = texts.help;

/** What to do when something looks wrong, in the order in which it happens. */
export const HelpPage = () => (
  <Flex direction="column" gap="medium">
    <PageTitle>{words.title}</PageTitle>
    <Heading>{words.troubles}</Heading>
    {words.questions.map(({ question, answer }) => (
      <Accordion key={question} title={question} size="small">
        <Text>{answer}</Text>
      </Accordion>
    ))}
    <Heading>{words.more}</Heading>
    <Link href={{ url: `${API_ORIGIN}/docs`, external: true }}>{words.guide}</Link>
    <Link href={{ url: 'https://liveprompt.ai/support', external: true }}>{words.support}</Link>
  </Flex>
);
