import { Badge, Button, Group, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Failure } from '../../ui/states';
import { useNow } from '../../ui/time';
import { DeskRow } from './desk-row';
import { deskRows, type DeskRow as Row, type SectionName } from './desk-rows';
import classes from './desk.module.css';
import { type DeskState, ownedCases } from './use-desk';
import { useWholeList } from './use-whole-list';

interface Props {
  readonly name: SectionName;
  readonly desk: DeskState;
  readonly rows: readonly Row[];
}

/** One list of the desk: its first rows, and the way to the rest. */
export function Section({ name, ...props }: Props) {
  return name === 'owned' ? <Owned {...props} /> : <Listed name={name} {...props} />;
}

/** The rest of one's cases is in the list of cases. */
function Owned({ desk, rows }: Omit<Props, 'name'>) {
  const { t } = useTranslation();
  return (
    <Rows name="owned" rows={rows} goesOn={desk.ownsMore}>
      {desk.ownsMore && (
        <Button variant="subtle" size="compact-md" mt={4} component={Link} to="/cases" search={ownedCases as never}>
          {t('desk.more.owned')}
        </Button>
      )}
    </Rows>
  );
}

/** The rest of the others follows where the first rows end. */
function Listed({ name, desk, rows: first }: Props & { readonly name: Exclude<SectionName, 'owned'> }) {
  const { t } = useTranslation();
  const now = useNow();
  const [wanted, want] = useState<number | null>(null);
  const whole = useWholeList(name, desk.inbox, wanted);
  const rows = whole.inbox ? deskRows({ ...desk, inbox: whole.inbox, owned: [] }, t, now)[name] : first;
  const list = useRef<HTMLElement>(null);
  const goTo = useRef<number | null>(null);
  // To the first of those that were asked for; where there are none, back to the last that there is.
  useEffect(() => {
    if (goTo.current === null || (rows.length <= goTo.current && whole.goesOn)) return;
    const links = list.current?.querySelectorAll<HTMLElement>('[data-row]');
    links?.[Math.min(goTo.current, links.length - 1)]?.focus();
    goTo.current = null;
  }, [rows.length, whole.goesOn]);
  const showMore = () => {
    goTo.current = rows.length;
    want(rows.length);
    if (whole.error) whole.retry();
  };
  return (
    <Rows name={name} rows={rows} goesOn={whole.goesOn} list={list}>
      {whole.error && <Failure error={whole.error} />}
      {whole.goesOn && (
        <Button variant="subtle" size="compact-md" mt={4} loading={whole.isFetching} onClick={showMore}>
          {t(name === 'handedOn' ? 'desk.more.handedOn' : 'desk.more.list', { list: t(`desk.section.${name}`) })}
        </Button>
      )}
    </Rows>
  );
}

interface RowsProps {
  readonly name: SectionName;
  readonly rows: readonly Row[];
  readonly goesOn: boolean;
  readonly list?: React.Ref<HTMLElement>;
  readonly children: React.ReactNode;
}

function Rows({ name, rows, goesOn, list, children }: RowsProps) {
  const { t } = useTranslation();
  const id = `desk-${name}`;
  return (
    <section aria-labelledby={id} ref={list}>
      <Group gap="xs" mb={4}>
        <Title order={2} id={id}>
          {t(`desk.section.${name}`)}
        </Title>
        {rows.length > 0 && (
          <Badge variant="default" size="sm" circle={rows.length < 10 && !goesOn}>
            {rows.length}
            {goesOn && '+'}
          </Badge>
        )}
      </Group>
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t(`desk.empty.${name}`)}
        </Text>
      ) : (
        <ul className={classes.list}>
          {rows.map((row) => (
            <DeskRow key={row.key} row={row} />
          ))}
        </ul>
      )}
      {children}
    </section>
  );
}
