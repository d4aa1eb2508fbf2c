import { Group, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { LegView } from '../../api/generated/types.gen';
import { wallTime, When } from '../../ui/time';
import type { Situation } from '../case/action';
import { openOfferOf } from '../case/standing';
import { WhyDue } from '../case/why-due';
import { Brief, receivedBrief } from './hand-over-leg';

/** One leg in words: who has it, by when, what came with it, and what is left to tick. */
export function LegPanel({ situation, leg }: { readonly situation: Situation; readonly leg: LegView }) {
  const { t, i18n } = useTranslation();
  const { record, company } = situation;
  const clock = record.clocks.findLast(({ kind, subject }) => kind === 'leg-ola' && subject.id === leg.id);
  const offer = openOfferOf(record, leg.id);
  const brief = receivedBrief(situation, leg);
  const at = (value: string) => wallTime(value, i18n.language);
  return (
    <Stack gap={6} id={leg.id}>
      <Text size="sm">
        {company.departmentName(leg.departmentId)} · {t(`status.${leg.status}`)}
        {leg.holderId && ` · ${company.nameOf(leg.holderId)}`}
        {leg.reservedById && !leg.holderId && ` · ${t('leg.reservedBy', { who: company.nameOf(leg.reservedById) })}`}
        {leg.lastProgressAt && (
          <>
            {` · ${t('leg.lastProgress')} `}
            <When at={leg.lastProgressAt} />
          </>
        )}
      </Text>
      {offer && (
        <Text size="sm">
          {t('handoff.offeredBy', {
            who: company.nameOf(offer.senderId),
            to: company.nameOf(offer.toPersonId) || t(`code.level.${offer.level}`),
          })}{' '}
          {at(offer.expiresAt)} (<When at={offer.expiresAt} />)
        </Text>
      )}
      {clock && clock.state !== 'met' && (
        <Text size="sm" component="div">
          {t('leg.due')} <WhyDue caseId={record.id} clock={clock} />
        </Text>
      )}
      {leg.etaAt && !leg.endedAt && <Text size="sm">{t('leg.eta', { at: at(leg.etaAt) })}</Text>}
      {leg.status === 'planned' && leg.expectedAt && (
        <Text size="sm">
          {t('leg.arrives')} {at(leg.expectedAt)} (<When at={leg.expectedAt} />)
        </Text>
      )}
      {leg.pauses.map((pause) => (
        <Text size="sm" key={pause.reason}>
          {t('leg.waits', {
            reason: t(`code.pause.${pause.reason}`),
            who: pause.waitingFor,
            until: at(pause.resumesAt),
          })}
        </Text>
      ))}
      <Group align="flex-start" gap="xl">
        <Items title={t('leg.checklist')} items={leg.exitChecklist} ticked={leg.ticked} />
        <Items title={t('leg.preparation')} items={leg.preparation} ticked={leg.ticked} />
      </Group>
      {brief && Object.keys(brief.content).length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t('leg.brief')}
            {brief.revision > 1 && ` · ${t('leg.revision', { number: brief.revision })}`}
          </Text>
          <Brief
            items={leg.packageFields}
            content={brief.content}
            known={record.legs.flatMap((one) => one.packageFields)}
          />
        </div>
      )}
    </Stack>
  );
}

function Items({
  title,
  items,
  ticked,
}: {
  readonly title: string;
  readonly items: LegView['exitChecklist'];
  readonly ticked: readonly string[];
}) {
  const { t } = useTranslation();
  if (items.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <List size="sm" listStyleType="none" withPadding={false}>
        {items.map(({ key, label, required }) => (
          <List.Item key={key}>
            <span role="img" aria-label={t(ticked.includes(key) ? 'leg.ticked' : 'leg.open')}>
              {ticked.includes(key) ? '☑' : '☐'}
            </span>{' '}
            {label}
            {!required && ` (${t('leg.optional')})`}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
