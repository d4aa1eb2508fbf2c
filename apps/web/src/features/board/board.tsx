import { Group, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { boardBoardOptions, sessionMeOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { MeView } from '../../api/generated';
import { useRowKeys } from '../../ui/row-keys';
import { useShortcuts } from '../../ui/shortcuts';
import { Failure, Loading } from '../../ui/states';
import { useTitle } from '../../ui/title';
import { useCompany } from '../case/company';
import { ArrivingCard } from './arriving-card';
import classes from './board.module.css';
import type { BoardSearch } from './board-search';
import { Column } from './column';
import { GiveLeg, type LegToGive } from './give-leg';
import { leadsDepartment, mayPickDepartment } from './may';
import { OfferedCard } from './offered-card';
import { People } from './people';
import { WaitingCard } from './waiting-card';
import { WorkingCard } from './working-card';

/** A department's work at one glance: what comes, what is offered, who does what, and what waits. */
export function Board() {
  const { data: me } = useQuery(sessionMeOptions());
  return me ? <BoardOf me={me} /> : <Loading />;
}

function BoardOf({ me }: { readonly me: MeView }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/board' });
  const navigate = useNavigate();
  const company = useCompany();
  const [giving, setGiving] = useState<LegToGive | null>(null);
  const departmentId = search.department ?? me.departmentId;
  const board = useQuery(boardBoardOptions({ path: { id: departmentId } }));
  const name = company.departmentName(departmentId);
  useTitle(name ? t('board.title', { name }) : undefined);
  useRowKeys();
  const choices = company.departments.filter(({ id, active }) => active && mayPickDepartment(me, id, company));
  const go = (change: BoardSearch) => void navigate({ to: '/board', search: { ...search, ...change }, replace: true });
  const leads = leadsDepartment(me, departmentId, company);
  const { data } = board;
  const ofPerson = <Card extends { readonly holderId: string }>(cards: readonly Card[]) =>
    search.person ? cards.filter(({ holderId }) => holderId === search.person) : cards;
  const colleagues = company.people.filter((person) => person.active && person.departmentId === departmentId);
  const give = leads ? setGiving : undefined;
  const onCard = (key: string, label: string, card: string, button: string) => [
    { key, label, run: () => pressOn(card, button), needsFocus: true },
  ];
  useShortcuts([
    ...onCard('A', t('keys.acceptCard'), '[data-offer]', '[data-accept]'),
    ...(leads ? onCard('G', t('keys.give'), '[data-givable]', '[data-give]') : []),
  ]);

  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <Title order={1}>{name ? t('board.title', { name }) : t('nav.board')}</Title>
        {choices.length > 1 && (
          <Select
            label={t('board.department')}
            data={choices.map(({ id, name: label }) => ({ value: id, label }))}
            value={departmentId}
            onChange={(id) => id && go({ department: id === me.departmentId ? undefined : id, person: undefined })}
            allowDeselect={false}
            searchable
          />
        )}
      </Group>
      {board.isPending && <Loading />}
      {board.error && <Failure error={board.error} retry={() => void board.refetch()} />}
      {data && (
        <>
          <People
            people={data.people}
            company={company}
            chosen={search.person}
            onChoose={(person) => go({ person })}
            {...(give && { onDrop: (leg: LegToGive, toPersonId: string) => give({ ...leg, toPersonId }) })}
          />
          <Text size="sm" c="dimmed" visibleFrom="sm">
            {t(leads ? 'board.keysLead' : 'board.keys')}
          </Text>
          <div className={classes.columns}>
            <Column title={t('board.arriving')} total={data.totals.arriving} shown={data.arriving.length}>
              {data.arriving.map((leg) => (
                <ArrivingCard key={leg.legId} leg={leg} me={me} company={company} departmentId={departmentId} />
              ))}
            </Column>
            <Column title={t('board.offered')} total={data.totals.offered} shown={data.offered.length}>
              {data.offered.map((offer) => (
                <OfferedCard
                  key={offer.handoffId}
                  offer={offer}
                  me={me}
                  company={company}
                  departmentId={departmentId}
                />
              ))}
            </Column>
            <Column title={t('board.working')} total={data.totals.working} shown={ofPerson(data.working).length}>
              {ofPerson(data.working).map((leg) => (
                <WorkingCard key={leg.legId} leg={leg} me={me} company={company} {...(give && { give })} />
              ))}
            </Column>
            <Column title={t('board.waiting')} total={data.totals.waiting} shown={ofPerson(data.waiting).length}>
              {ofPerson(data.waiting).map((leg) => (
                <WaitingCard key={leg.legId} leg={leg} company={company} {...(give && { give })} />
              ))}
            </Column>
          </div>
        </>
      )}
      {giving && (
        <GiveLeg
          key={giving.legId + (giving.toPersonId ?? '')}
          leg={giving}
          colleagues={colleagues}
          workloads={data?.people ?? []}
          company={company}
          close={() => setGiving(null)}
        />
      )}
    </Stack>
  );
}

/** Presses the button of the card one is on; away from any, goes to the first card that has it. */
function pressOn(card: string, button: string): void {
  const here = document.activeElement?.closest(card);
  if (here) here.querySelector<HTMLElement>(button)?.click();
  else document.querySelector<HTMLElement>(`${card} [data-row]`)?.focus();
}
