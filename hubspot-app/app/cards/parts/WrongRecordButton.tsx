import {
  Button,
  Flex,
  Input,
  LoadingButton,
  LoadingSpinner,
  Modal,
  ModalBody,
  ModalFooter,
  Select,
  Text,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { LinkSuggestion } from '#shared/card.ts';
import type { ConversationView } from '#shared/cardView.ts';
import { correctLink, fetchSuggestions } from '../api.ts';
import { useCardSession } from '../session.ts';
import { useAct } from '../useAct.ts';
import { ProblemNote } from './ProblemNote.tsx';

/** "Wrong record?": the one place where a person takes a conversation off a record or moves it. */
export const WrongRecordButton = ({ conversation }: { conversation: ConversationView }) => {
  const { words, change, closeOverlay, refreshRecord, tell } = useCardSession();
  const { sessionId, question } = conversation;
  const [wish, setWish] = useState<'unlink' | 'move'>('unlink');
  const [toId, setToId] = useState('');
  const [idMissing, setIdMissing] = useState(false);
  const [suggestions, setSuggestions] = useState<LinkSuggestion[]>();
  const looking = useAct();
  const deciding = useAct();
  const overlayId = `wrong-${sessionId}`;
  const isMove = wish === 'move';
  const { help, confirm, done } = words[wish];

  const choose = (chosen: string) => {
    setWish(chosen === 'move' ? 'move' : 'unlink');
    if (chosen !== 'move' || suggestions) return;
    looking.run(
      () => fetchSuggestions(conversation),
      ({ items }) => setSuggestions(items),
    );
  };
  const decide = () => {
    const missing = isMove && !/^\d{1,20}$/.test(toId);
    setIdMissing(missing);
    if (missing) return;
    deciding.run(
      () => correctLink(conversation, isMove ? toId : undefined),
      () => {
        closeOverlay(overlayId);
        tell(done);
        change(({ conversations }) => ({
          conversations: conversations.filter((one) => one.sessionId !== sessionId),
        }));
        refreshRecord();
      },
    );
  };
  return (
    <Button
      size="extra-small"
      variant="transparent"
      overlay={
        <Modal id={overlayId} title={words.wrong} width="medium">
          <ModalBody>
            <Flex direction="column" gap="small">
              <ToggleGroup
                toggleType="radioButtonList"
                name={`wish-${sessionId}`}
                label={question}
                value={wish}
                options={(['unlink', 'move'] as const).map((value) => ({
                  value,
                  label: words[value].choice,
                  initialIsChecked: value === 'unlink',
                }))}
                onChange={choose}
              />
              {isMove ? (
                <>
                  {looking.busy ? <LoadingSpinner label={words.looking} showLabel /> : null}
                  {suggestions?.length ? (
                    <Select
                      name="suggestion"
                      label={words.suggestions}
                      placeholder={words.choose}
                      options={suggestions.map(({ id, name, detail }) => ({
                        value: id,
                        label: detail ? `${name} · ${detail}` : name,
                      }))}
                      onChange={(chosen) => setToId(String(chosen))}
                    />
                  ) : null}
                  <Input
                    name="record"
                    label={words.recordId}
                    description={words.recordIdHelp}
                    value={toId}
                    error={idMissing}
                    validationMessage={idMissing ? words.recordIdMissing : undefined}
                    onInput={(typed) => setToId(typed.trim())}
                  />
                </>
              ) : null}
              <Text variant="microcopy">{help}</Text>
              <ProblemNote title={words.unchanged} problem={deciding.problem} />
            </Flex>
          </ModalBody>
          <ModalFooter>
            <LoadingButton
              variant={isMove ? 'primary' : 'destructive'}
              loading={deciding.busy}
              onClick={decide}
            >
              {confirm}
            </LoadingButton>
            <Button variant="secondary" onClick={() => closeOverlay(overlayId)}>
              {words.cancel}
            </Button>
          </ModalFooter>
        </Modal>
      }
    >
      {words.wrong}
    </Button>
  );
};
