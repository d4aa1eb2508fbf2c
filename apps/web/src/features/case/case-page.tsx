import { Paper, Select, Stack, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

import {
  caseForecastOptions,
  caseReadOptions,
  sessionMeOptions,
  transitionTransitionsOptions,
} from '../../api/generated/@tanstack/react-query.gen';
import type { CaseView, LegView, MeView } from '../../api/generated/types.gen';
import { ProblemError } from '../../api/problem';
import { legName } from '../../ui/own-words';
import { useShortcuts } from '../../ui/shortcuts';
import { DeadEnd, Failure, Loading } from '../../ui/states';
import { ChaseList } from '../chase/chase-list';
import { raiseDisruption } from '../disruption/disruption-actions';
import { DisruptionList } from '../disruption/disruption-list';
import { handoffActions } from '../handoff/handoff-actions';
import { legActions, planLeg } from '../leg/leg-actions';
import { LegPanel } from '../leg/leg-panel';
import { RelayStrip } from '../leg/relay-strip';
import { useBeingHere } from '../presence/use-being-here';
import { AlsoWriting, WhoIsHere } from '../presence/who-is-here';
import { makePromise } from '../promise/promise-actions';
import { PromiseList } from '../promise/promise-list';
import { askQuestion } from '../question/question-actions';
import { QuestionList } from '../question/question-list';
import type { Action, Situation } from './action';
import { ActionButtons } from './action-buttons';
import { ActionDialog } from './action-dialog';
import { endActions, peopleActions, talkActions } from './case-actions';
import { CaseHeader } from './case-header';
import classes from './case-page.module.css';
import { useCompany, useCompanyQueries } from './company';
import { PeoplePanel } from './people-panel';
import { isActive, isBeingWorked, openOfferOf, standingOf } from './standing';
import { Timeline } from './timeline';
import { TrackerLink } from './tracker-link';

/** One case: where the baton is, who answers for what, what happened, and what the reader can do next. */
export function CasePage() {
  const { caseId } = useParams({ strict: false });
  useTranslation(); // In another language what is Baton's own is said anew.
  const record = useQuery({ ...caseReadOptions({ path: { id: caseId ?? '' } }), select: (read) => withLegNames(read) });
  const me = useQuery(sessionMeOptions());
  const company = useCompanyQueries();
  const unread = company.find(({ data, error }) => !data && error);
  if (record.error instanceof ProblemError && [400, 404].includes(record.error.status)) return <NoCase />;
  if (record.error) return <Failure error={record.error} retry={() => void record.refetch()} />;
  if (unread) return <Failure error={unread.error} retry={() => void unread.refetch()} />;
  if (!record.data || !me.data || company.some(({ data }) => !data)) return <Loading />;
  return <TheCase key={record.data.id} record={record.data} me={me.data} />;
}

const withLegNames = (record: CaseView): CaseView => ({
  ...record,
  legs: record.legs.map((leg) => ({ ...leg, name: legName(leg.name) })),
});

/** Whether the address is no case's, there is none or it is confidential: nobody is told the difference. */
function NoCase() {
  const { t } = useTranslation();
  return <DeadEnd title={t('casePage.none')}>{t('refusal.not-found')}</DeadEnd>;
}

function TheCase({ record, me }: { readonly record: CaseView; readonly me: MeView }) {
  const { t } = useTranslation();
  const company = useCompany();
  const { data: transitions } = useQuery({ ...transitionTransitionsOptions(), staleTime: Infinity });
  const { data: forecast } = useQuery({
    ...caseForecastOptions({ path: { id: record.id } }),
    enabled: record.status === 'open',
  });
  const situation: Situation = { record, me, company, transitions, t, standing: standingOf(me, record, company) };
  const [action, start] = useState<Action | null>(null);
  const [leg, chooseLeg] = useChosenLeg(record, me);
  useBeingHere(record.id, action?.id ?? null);
  useDocumentTitle(`C-${record.number} ${record.subject}`);

  const ofLeg = leg ? actionsOfLeg(situation, leg) : [];
  const ofCase = [
    ...talkActions(situation),
    makePromise(situation),
    raiseDisruption(situation),
    planLeg(situation),
    ...endActions(situation),
  ];
  useShortcuts(
    [...ofLeg, ...ofCase]
      .filter(({ key, why }) => key !== undefined && why === null)
      .map((one) => ({ key: one.key!, label: one.label, run: () => start(one) })),
  );
  const lists = { situation, start };
  const isChased = record.escalations.some(({ endedAt }) => endedAt === null);
  const shownLegs = record.legs.filter((one) => isActive(one) || one.status === 'planned' || one.id === leg?.id);

  return (
    <Stack gap="md" className={classes.page ?? ''}>
      <CaseHeader situation={situation} />
      <WhoIsHere situation={situation} />
      <Section title={t('strip.title')}>
        <RelayStrip record={record} forecast={forecast} company={company} selectedId={leg?.id} select={chooseLeg} />
      </Section>
      <div className={classes.columns}>
        <Stack gap="md" className={classes.now ?? ''}>
          {leg && (
            <Section title={t('casePage.next')}>
              <Stack gap="sm">
                {shownLegs.length > 1 && (
                  <Select
                    aria-label={t('field.leg')}
                    size="xs"
                    maw={360}
                    allowDeselect={false}
                    value={leg.id}
                    onChange={(id) => id && chooseLeg(id)}
                    data={shownLegs.map(({ id, name, status }) => ({
                      value: id,
                      label: `${name} · ${t(`status.${status}`)}`,
                    }))}
                  />
                )}
                <ActionButtons actions={ofLeg} start={start} size="sm" />
                <LegPanel situation={situation} leg={leg} />
              </Stack>
            </Section>
          )}
          <Section title={t('casePage.case')} id="talk">
            <ActionButtons actions={ofCase} start={start}>
              <TrackerLink situation={situation} />
            </ActionButtons>
          </Section>
        </Stack>
        <Stack gap="md" className={classes.side ?? ''}>
          {isChased && (
            <Section title={t('chase.title')}>
              <ChaseList {...lists} />
            </Section>
          )}
          {record.disruptions.length > 0 && (
            <Section title={t('disruption.title')}>
              <DisruptionList {...lists} />
            </Section>
          )}
          {record.questions.length > 0 && (
            <Section title={t('question.title')}>
              <QuestionList {...lists} />
            </Section>
          )}
          {record.promises.length > 0 && (
            <Section title={t('promise.title')}>
              <PromiseList {...lists} />
            </Section>
          )}
          <Section title={t('people.title')}>
            <Stack gap="sm">
              <PeoplePanel situation={situation} />
              <ActionButtons actions={peopleActions(situation)} start={start} />
            </Stack>
          </Section>
        </Stack>
        <div className={classes.past}>
          <Section title={t('timeline.title')}>
            <Timeline record={record} company={company} />
          </Section>
        </div>
      </div>
      {action && (
        <ActionDialog
          key={action.id}
          action={action}
          record={record}
          company={company}
          others={<AlsoWriting situation={situation} actionId={action.id} />}
          close={() => start(null)}
        />
      )}
    </Stack>
  );
}

function Section({
  title,
  id,
  children,
}: {
  readonly title: string;
  readonly id?: string;
  readonly children: ReactNode;
}) {
  return (
    <Paper withBorder p="sm" component="section" aria-label={title} id={id}>
      <Title order={2} mb="xs">
        {title}
      </Title>
      {children}
    </Paper>
  );
}

/** An offer is answered, a running leg is worked, a coming one prepared. */
function actionsOfLeg(situation: Situation, leg: LegView): readonly Action[] {
  const offers = situation.record.handoffs.filter(
    (one) => one.status === 'offered' && (one.toLegId === leg.id || one.fromLegId === leg.id),
  );
  return [
    ...offers.flatMap((offer) =>
      handoffActions(situation, offer).filter(
        ({ verb }) => offer.toLegId === leg.id || verb === 'amend-handoff' || verb === 'withdraw-handoff',
      ),
    ),
    ...legActions(situation, leg),
    ...(isBeingWorked(leg) ? [askQuestion(situation, leg)] : []),
  ];
}

/** The leg in the address, else the one that waits for the reader, else the one that has the baton. */
function useChosenLeg(record: CaseView, me: MeView): [LegView | undefined, (id: string) => void] {
  const { leg: chosen } = useSearch({ strict: false }) as { readonly leg?: string };
  const navigate = useNavigate();
  const { legs } = record;
  const offered = legs.find((leg) => {
    const offer = openOfferOf(record, leg.id);
    return offer && (offer.toPersonId === me.id || (!offer.toPersonId && offer.toDepartmentId === me.departmentId));
  });
  const leg =
    legs.find(({ id }) => id === chosen) ??
    offered ??
    legs.find((one) => isBeingWorked(one) && one.holderId === me.id) ??
    legs.find((one) => one.status === 'offered') ??
    legs.find(isActive) ??
    legs.find(({ status }) => status === 'planned');
  return [
    leg,
    (id) =>
      void navigate({
        to: '.',
        search: ((before: object) => ({ ...before, leg: id })) as never,
        replace: true,
        resetScroll: false,
      }),
  ];
}
