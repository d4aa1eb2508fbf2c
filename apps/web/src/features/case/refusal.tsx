import { Alert, Anchor, List, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { ProblemError } from '../../api/problem';
import { bringIntoView } from '../../ui/bring-into-view';
import { legName } from '../../ui/own-words';
import { wallTime } from '../../ui/time';
import type { Company } from './company';
import { isLeg, type LooseEnd, looseEndWords } from './loose-end';

/** A no of the service, in its own sentence, with the facts that help: what is missing, what hangs, who was first. */
export function Refusal({
  error,
  company,
  leave,
}: {
  readonly error: Error;
  readonly company: Company;
  /** The reader follows a link to what hangs; what was typed is kept. */
  readonly leave: () => void;
}) {
  const { t, i18n } = useTranslation();
  const facts = error instanceof ProblemError ? error.facts : {};
  const by = typeof facts['by'] === 'string' ? facts['by'] : '';
  const who = company.nameOf(by) || by;
  const people = listed(facts['who']) ?? listed(facts['told']) ?? listed(facts['pastHolderIds']);
  return (
    <Alert ref={bringIntoView} color="red" variant="light" role="alert" title={error.message}>
      {who && (
        <Text size="sm">
          {t('act.winner', { who })} {typeof facts['at'] === 'string' && wallTime(facts['at'], i18n.language)}
        </Text>
      )}
      <Lines items={(facts['missing'] as readonly { label: string }[] | undefined)?.map(({ label }) => label)} />
      <Lines items={listed(facts['open'])} />
      <Lines items={(facts['next'] as readonly { name: string }[] | undefined)?.map(({ name }) => legName(name))} />
      <Lines items={people?.map((id) => company.nameOf(id)).filter(Boolean)} />
      <Lines
        items={
          error instanceof ProblemError ? error.wrongFields.map(({ field, words }) => `${field}: ${words}`) : undefined
        }
      />
      <LooseEnds ends={facts['looseEnds']} company={company} leave={leave} />
      {typeof facts['latest'] === 'string' && <Text size="sm">{wallTime(facts['latest'], i18n.language)}</Text>}
    </Alert>
  );
}

const listed = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((one) => typeof one === 'string') ? (value as string[]) : undefined;

function Lines({ items }: { readonly items: readonly string[] | undefined }) {
  if (!items || items.length === 0) return null;
  return (
    <List size="sm" mt={4}>
      {items.map((item) => (
        <List.Item key={item}>{item}</List.Item>
      ))}
    </List>
  );
}

/** What still hangs, by name, each with a link to where it can be settled. */
function LooseEnds({
  ends,
  company,
  leave,
}: {
  readonly ends: unknown;
  readonly company: Company;
  readonly leave: () => void;
}) {
  const { t } = useTranslation();
  if (!Array.isArray(ends)) return null;
  return (
    <List size="sm" mt={4}>
      {(ends as readonly (LooseEnd & { readonly id: string; readonly whoId: string | null })[]).map(
        ({ kind, id, what, whoId }) => (
          <List.Item key={`${kind}${id}${whoId}`}>
            <Anchor
              component={Link}
              to="."
              search={((before: object) => (isLeg(kind) ? { ...before, leg: id } : before)) as never}
              hash={isOfTheCase(kind) ? 'talk' : id}
              resetScroll={false}
              onClick={leave}
              inherit
              underline="always"
            >
              {looseEndWords({ kind, what }, t)}
            </Anchor>
            {whoId && ` · ${company.nameOf(whoId)}`}
          </List.Item>
        ),
      )}
    </List>
  );
}

/** What is settled by a word to the customer or about the case: where those actions are. */
const isOfTheCase = (kind: string): boolean =>
  ['customer-unanswered', 'closing-message-missing', 'cause-missing'].includes(kind);
