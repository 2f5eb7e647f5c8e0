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
import type { CardConversation, LinkSuggestion } from '#shared/card.ts';
import { correctLink, fetchSuggestions } from '../api.ts';
import { useCardSession } from '../session.ts';
import { texts } from '../texts.ts';
import { useAct } from '../useAct.ts';
import { joined, titleOf } from '../words.ts';
import { ProblemNote } from './ProblemNote.tsx';

const words = texts.wrong;

/** "Wrong record?": the one place where a person takes a conversation off a record or moves it. */
export const WrongRecordButton = ({ conversation }: { conversation: CardConversation }) => {
  const { closeOverlay, refreshRecord, takeOff, tell } = useCardSession();
  const [wish, setWish] = useState('unlink');
  const [toId, setToId] = useState('');
  const [idMissing, setIdMissing] = useState(false);
  const [suggestions, setSuggestions] = useState<LinkSuggestion[] | null>(null);
  const looking = useAct();
  const deciding = useAct();
  const overlayId = `wrong-${conversation.sessionId}`;
  const record = words.records[conversation.matchedBy.record.type];
  const isMove = wish === 'move';

  const choose = (chosen: string) => {
    setWish(chosen);
    if (chosen !== 'move' || suggestions) return;
    looking.run(
      () => fetchSuggestions(conversation),
      ({ items }) => setSuggestions(items),
    );
  };
  const decide = () => {
    if (isMove && !/^\d{1,20}$/.test(toId)) return setIdMissing(true);
    setIdMissing(false);
    return deciding.run(
      () => correctLink(conversation, isMove ? toId : undefined),
      () => {
        closeOverlay(overlayId);
        tell('success', isMove ? words.moved : words.unlinked);
        takeOff(conversation.sessionId);
        refreshRecord();
      },
    );
  };
  return (
    <Button
      size="extra-small"
      variant="transparent"
      overlay={
        <Modal id={overlayId} title={words.title} width="medium">
          <ModalBody>
            <Flex direction="column" gap="small">
              <Text>{words.question(titleOf(conversation), record)}</Text>
              <ToggleGroup
                toggleType="radioButtonList"
                name={`wish-${conversation.sessionId}`}
                label={words.choice}
                value={wish}
                options={[
                  { value: 'unlink', label: words.unlink(record), initialIsChecked: true },
                  { value: 'move', label: words.move(record) },
                ]}
                onChange={choose}
              />
              {isMove && looking.busy ? <LoadingSpinner label={words.loading} showLabel /> : null}
              {isMove && suggestions && suggestions.length > 0 ? (
                <Select
                  name="suggestion"
                  label={words.suggestions(record)}
                  placeholder={words.choose}
                  options={suggestions.map(({ id, name, detail }) => ({
                    value: id,
                    label: joined(name, detail ?? ''),
                  }))}
                  onChange={(chosen) => setToId(String(chosen))}
                />
              ) : null}
              {isMove ? (
                <Input
                  name="record"
                  label={words.id(record)}
                  description={words.idHelp}
                  value={toId}
                  error={idMissing}
                  validationMessage={idMissing ? words.idMissing : undefined}
                  onInput={(typed) => setToId(typed.trim())}
                />
              ) : null}
              <Text variant="microcopy">{isMove ? words.moveHelp : words.unlinkHelp}</Text>
              <ProblemNote title={words.failed} problem={deciding.problem} />
            </Flex>
          </ModalBody>
          <ModalFooter>
            <LoadingButton
              variant={isMove ? 'primary' : 'destructive'}
              loading={deciding.busy}
              onClick={decide}
            >
              {isMove ? words.confirmMove : words.confirmUnlink}
            </LoadingButton>
            <Button variant="secondary" onClick={() => closeOverlay(overlayId)}>
              {texts.actions.cancel}
            </Button>
          </ModalFooter>
        </Modal>
      }
    >
      {words.open}
    </Button>
  );
};
