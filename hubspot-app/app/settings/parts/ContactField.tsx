import {
  Alert,
  Button,
  Flex,
  Link,
  LoadingSpinner,
  SearchInput,
  Text,
  useDebounce,
} from '@hubspot/ui-extensions';
import { fill, useLoaded } from '@liveprompt/kit';
import { useState } from 'react';
import type { FoundContact, FoundContacts } from '#shared/foundContacts.ts';
import { useEditing, useWords } from '../edit/editing.ts';
import { issuesAt } from '../edit/paths.ts';
import { complaint as complaintOf } from './complaint.ts';

const PATH = 'matching.defaultContactId';
const CALL = { expects: ['contacts'] } as const;
/** HubSpot allows five searches a second for all apps of an account: not one for every key. */
const PAUSE_MS = 400;

/** The contact for unknown people: looked for by name or e-mail, kept by its id. */
export const ContactField = () => {
  const { draft, form, issues, readOnly, set } = useEditing();
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<FoundContact | null>(null);
  const wanted = useDebounce(typed.trim(), PAUSE_MS);
  const id = draft.matching.defaultContactId;
  const words = form.texts[PATH] ?? { label: PATH, sentence: '' };
  const complaint = issuesAt(issues, PATH)
    .map(({ message }) => complaintOf(message))
    .join(' ');
  return (
    <Flex direction="column" gap="small">
      <SearchInput
        name={PATH}
        label={words.label}
        description={words.sentence}
        placeholder={form.words.contact.search}
        readOnly={readOnly}
        error={complaint !== ''}
        validationMessage={complaint || undefined}
        value={typed}
        onInput={setTyped}
        onChange={setTyped}
      />
      {wanted.length > 1 ? (
        <Found
          key={wanted}
          typed={wanted}
          onPick={(contact) => {
            setPicked(contact);
            setTyped('');
            set(PATH, contact.id);
          }}
        />
      ) : null}
      {id === null ? null : picked?.id === id ? <Chosen contact={picked} /> : <Saved key={id} id={id} />}
    </Flex>
  );
};

const Found = ({ typed, onPick }: { typed: string; onPick: (contact: FoundContact) => void }) => {
  const words = useWords().contact;
  const { state } = useLoaded<FoundContacts>(`/settings/contacts?q=${encodeURIComponent(typed)}`, CALL);
  if (state.status === 'loading') return <LoadingSpinner label={words.searching} showLabel />;
  if (state.status === 'failed') return <Failed message={state.problem.message} />;
  const { contacts } = state.body;
  if (contacts.length === 0) return <Text>{fill(words.nobody, { typed })}</Text>;
  return (
    <Flex direction="column" gap="extra-small" align="start">
      {contacts.map((contact) => (
        <Button key={contact.id} size="small" onClick={() => onPick(contact)}>
          {named(contact)}
        </Button>
      ))}
    </Flex>
  );
};

const Saved = ({ id }: { id: string }) => {
  const words = useWords().contact;
  const { state } = useLoaded<FoundContacts>(`/settings/contacts?id=${id}`, CALL);
  if (state.status === 'loading') return <LoadingSpinner label={words.searching} />;
  if (state.status === 'failed') return <Failed message={state.problem.message} />;
  const [contact] = state.body.contacts;
  if (contact) return <Chosen contact={contact} />;
  return (
    <Alert title={fill(words.gone, { id })} variant="warning">
      {words.another}
    </Alert>
  );
};

const Chosen = ({ contact }: { contact: FoundContact }) => (
  <Text>
    {useWords().contact.chosen} <Link href={{ url: contact.url, external: true }}>{named(contact)}</Link>
  </Text>
);

const named = ({ name, email }: FoundContact) => (email && email !== name ? `${name} · ${email}` : name);

const Failed = ({ message }: { message: string }) => (
  <Alert title={useWords().contact.failed} variant="warning">
    {message}
  </Alert>
);
