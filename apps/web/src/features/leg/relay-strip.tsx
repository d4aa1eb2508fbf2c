import { Button, Group, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { CaseView, ForecastView, LegView } from '../../api/generated/types.gen';
import { useNow, wallTime } from '../../ui/time';
import { readersFormat } from '../../ui/zone';
import type { Company } from '../case/company';
import classes from './relay-strip.module.css';
import { leftOut, type NamedBar, numberOf, stripLanes, type StripLane, stripLegs } from './strip-legs';
import { stripScale, type StripScale } from './strip-scale';

interface Props {
  readonly record: CaseView;
  readonly forecast: ForecastView | undefined;
  readonly company: Company;
  readonly selectedId: string | undefined;
  readonly select: (legId: string) => void;
}

const ROW = 38;

/** The relay at a glance: lanes are departments, bars are legs, diamonds are hand-offs, and a line is now. */
export function RelayStrip({ record, forecast, company, selectedId, select }: Props) {
  const { t, i18n } = useTranslation();
  const [isTable, setTable] = useState(false);
  const { ref, width } = useElementSize();
  const isNarrow = useMediaQuery('(max-width: 48em)') ?? false;
  const now = useNow();
  const legs = useMemo(() => stripLegs(record, forecast, now), [record, forecast, now]);
  const label = isNarrow ? 92 : 140;
  const customerDue = record.clocks.findLast(
    ({ kind, state }) => kind === 'resolution' && state !== 'cancelled',
  )?.dueAt;
  const isOpen = record.status === 'open';
  const scale = useMemo(() => {
    const marks = legs.flatMap(({ from, to }) => [from, to]);
    const opened = Date.parse(record.openedAt);
    if (isOpen) marks.push(now);
    if (customerDue) marks.push(Date.parse(customerDue));
    const last = Math.max(opened + 3_600_000, ...marks);
    return stripScale([opened, ...marks, last + (last - opened) * 0.03], Math.max(width - label - 4, 420));
  }, [legs, width, label, isOpen, now, customerDue, record.openedAt]);
  const lanes = useMemo(() => stripLanes(legs, scale), [legs, scale]);

  const tops = laneTops(lanes);
  const height = tops.at(-1) ?? 0;
  const left = record.legs.filter(leftOut);
  const has = (...statuses: LegView['status'][]) => legs.some(({ leg }) => statuses.includes(leg.status));
  const chosen = lanes.flatMap(({ bars }) => bars).find(({ leg }) => leg.id === selectedId);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Where the strip is wider than its place, the chosen leg stands in the middle of it.
    if (frame.current && chosen && width > 0)
      frame.current.scrollLeft = chosen.x + label + chosen.width / 2 - (frame.current.clientWidth + label) / 2;
  }, [chosen?.leg.id, width > 0, isTable]);

  return (
    <Stack gap={6}>
      <div ref={ref}>
        {isTable ? (
          <LegTable record={record} forecast={forecast} company={company} />
        ) : (
          <div ref={frame} className={classes.frame} role="group" aria-label={t('strip.picture')} tabIndex={0}>
            <div className={classes.strip} style={{ ['--label' as string]: `${label}px`, width: label + scale.width }}>
              <div className={classes.label} style={{ borderTop: 0 }} />
              <Axis scale={scale} record={record} now={isOpen ? now : null} due={customerDue ?? null} />
              {lanes.map((lane) => (
                <Lane
                  key={lane.departmentId}
                  lane={lane}
                  scale={scale}
                  name={company.departmentName(lane.departmentId)}
                  company={company}
                  selectedId={selectedId}
                  select={select}
                />
              ))}
              <svg className={classes.overlay} width={scale.width} height={height} aria-hidden>
                {record.handoffs.map((handoff) => (
                  <Link
                    key={handoff.id}
                    record={record}
                    handoffId={handoff.id}
                    lanes={lanes}
                    tops={tops}
                    scale={scale}
                  />
                ))}
                {customerDue && (
                  <line
                    className={classes.customer}
                    x1={scale.x(Date.parse(customerDue))}
                    x2={scale.x(Date.parse(customerDue))}
                    y2={height}
                  />
                )}
                {isOpen && <line className={classes.now} x1={scale.x(now)} x2={scale.x(now)} y2={height} />}
              </svg>
            </div>
          </div>
        )}
      </div>
      <Group justify="space-between" gap="xs" align="flex-start">
        <div className={classes.legend} aria-hidden>
          {has('done') && <Swatch className={classes.done} text={t('status.done')} />}
          {has('returned') && <Swatch className={classes.back} text={t('status.returned')} />}
          {has('running') && <Swatch className={classes.work} text={t('status.running')} />}
          {has('waiting') && <Swatch className={classes.wait} text={t('status.waiting')} />}
          {has('offered', 'handing-over') && <Swatch className={classes.transit} text={t('strip.transit')} />}
          {has('planned') && <Swatch className={classes.plan} text={t('status.planned')} />}
          {record.handoffs.some(({ status }) => status === 'accepted') && <span>◆ {t('strip.accepted')}</span>}
          {record.handoffs.some(({ status }) => status === 'offered') && <span>◇ {t('strip.offered')}</span>}
          {legs.some(({ dueAt }) => dueAt !== null) && <span>┃ {t('strip.legDue')}</span>}
        </div>
        <Group gap="xs">
          {left.length > 0 && (
            <Text size="xs" c="dimmed">
              {t('strip.leftOut', { count: left.length, legs: left.map(({ name }) => name).join(', ') })}
            </Text>
          )}
          {record.hops > 0 && (
            <Text size="xs" c="dimmed">
              {t('strip.hops', { count: record.hops })}
            </Text>
          )}
          <Button variant="default" size="compact-xs" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
            {isTable ? t('strip.asStrip') : t('strip.asTable')}
          </Button>
        </Group>
      </Group>
      {!isTable && (
        <VisuallyHidden>
          <LegRows record={record} forecast={forecast} company={company} />
          {customerDue && <p>{t('strip.customerDue', { at: wallTime(customerDue, i18n.language) })}</p>}
        </VisuallyHidden>
      )}
    </Stack>
  );
}

const Swatch = ({ className, text }: { readonly className: string | undefined; readonly text: string }) => (
  <span>
    <i className={`${classes.swatch} ${className}`} />
    {text}
  </span>
);

/** Where each lane begins, and behind the last where all end. */
function laneTops(lanes: readonly StripLane[]): readonly number[] {
  const tops = [0];
  for (const { rows } of lanes) tops.push(tops.at(-1)! + rows * ROW + 8);
  return tops;
}

/** Dates where there is room for them; "now" and the customer's date always. */
function Axis({
  scale,
  record,
  now,
  due,
}: {
  readonly scale: StripScale;
  readonly record: CaseView;
  readonly now: number | null;
  readonly due: string | null;
}) {
  const { t, i18n } = useTranslation();
  const format = readersFormat(i18n.language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const wanted = [
    ...(now === null ? [] : [{ at: now, text: t('strip.now'), isSure: true }]),
    ...(due === null
      ? []
      : [{ at: Date.parse(due), text: t('strip.due', { at: format.format(new Date(due)) }), isSure: true }]),
    { at: Date.parse(record.openedAt), text: format.format(new Date(record.openedAt)), isSure: false },
    ...record.legs
      .flatMap(({ acceptedAt, endedAt }) => [acceptedAt, endedAt])
      .filter((at) => at !== null)
      .map((at) => ({ at: Date.parse(at), text: format.format(new Date(at)), isSure: false })),
  ];
  const placed: { x: number; half: number; text: string }[] = [];
  for (const { at, text } of wanted) {
    const half = text.length * 3.2 + 6;
    const x = Math.min(Math.max(scale.x(at), half), scale.width - half);
    const hasRoom = placed.every((other) => Math.abs(other.x - x) > other.half + half && other.text !== text);
    if (hasRoom) placed.push({ x, half, text });
  }
  return (
    <div className={classes.axis} aria-hidden>
      {placed.map(({ x, text }) => (
        <span key={x} className={classes.tick} style={{ left: x }}>
          {text}
        </span>
      ))}
    </div>
  );
}

function Lane({
  lane,
  scale,
  name,
  company,
  selectedId,
  select,
}: {
  readonly lane: StripLane;
  readonly scale: StripScale;
  readonly name: string;
  readonly company: Company;
  readonly selectedId: string | undefined;
  readonly select: (legId: string) => void;
}) {
  return (
    <>
      <div className={classes.label}>{name}</div>
      <div className={classes.lane} style={{ height: lane.rows * ROW + 8, width: scale.width }}>
        {lane.bars.map((bar) => (
          <Bar
            key={bar.leg.id}
            bar={bar}
            scale={scale}
            company={company}
            isSelected={bar.leg.id === selectedId}
            select={select}
          />
        ))}
      </div>
    </>
  );
}

const looks: Readonly<Record<LegView['status'], string | undefined>> = {
  planned: classes.plan,
  offered: classes.transit,
  running: classes.work,
  waiting: classes.wait,
  'handing-over': classes.transit,
  done: classes.done,
  returned: classes.back,
  skipped: classes.plan,
  cancelled: classes.plan,
};

function Bar({
  bar,
  scale,
  company,
  isSelected,
  select,
}: {
  readonly bar: NamedBar;
  readonly scale: StripScale;
  readonly company: Company;
  readonly isSelected: boolean;
  readonly select: (legId: string) => void;
}) {
  const { t, i18n } = useTranslation();
  const { leg, from, to, factUntil, dueAt, isLate, row, number, x, width, beside } = bar;
  const top = 5 + row * ROW;
  const who = company.nameOf(leg.holderId ?? leg.responsibleId ?? leg.reservedById);
  const words = [
    `${number} ${leg.name}`,
    t(`status.${leg.status}`),
    who,
    wallTime(new Date(to).toISOString(), i18n.language),
    isLate ? t('strip.late') : '',
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <>
      <button
        type="button"
        className={[classes.bar, looks[leg.status], isLate ? classes.late : ''].join(' ')}
        data-selected={isSelected || undefined}
        aria-pressed={isSelected}
        aria-label={words}
        title={words}
        style={{ left: x, width, top }}
        onClick={() => select(leg.id)}
      >
        {factUntil > from && factUntil < to && <i className={classes.ahead} style={{ left: scale.x(factUntil) - x }} />}
        <b>{number}</b>
        {width > 60 && !beside && <span>{leg.name}</span>}
      </button>
      {beside && (
        <span
          className={classes.beside}
          data-before={beside.isBefore || undefined}
          style={{ left: beside.x, top: top + 14, maxWidth: beside.room }}
          aria-hidden
        >
          {leg.name}
        </span>
      )}
      {dueAt !== null && dueAt >= from && (
        <i
          className={`${classes.due} ${isLate ? classes.dueLate : ''}`}
          style={{ left: scale.x(dueAt), top: top - 3 }}
          title={t('strip.legDueAt', { at: wallTime(new Date(dueAt).toISOString(), i18n.language) })}
        />
      )}
    </>
  );
}

/** The baton's way from one leg to the next: a line with a diamond, filled once it was accepted. */
function Link({
  record,
  handoffId,
  lanes,
  tops,
  scale,
}: {
  readonly record: CaseView;
  readonly handoffId: string;
  readonly lanes: readonly StripLane[];
  readonly tops: readonly number[];
  readonly scale: StripScale;
}) {
  const handoff = record.handoffs.find(({ id }) => id === handoffId);
  if (!handoff || (handoff.status !== 'offered' && handoff.status !== 'accepted')) return null;
  const place = (legId: string | null) => {
    const lane = lanes.findIndex(({ bars }) => bars.some(({ leg }) => leg.id === legId));
    const one = lanes[lane]?.bars.find(({ leg }) => leg.id === legId);
    return one && { y: (tops[lane] ?? 0) + 5 + one.row * ROW + 14, one };
  };
  const to = place(handoff.toLegId);
  const from = place(handoff.fromLegId);
  if (!to) return null;
  const x = scale.x(Date.parse(handoff.endedAt ?? handoff.offeredAt));
  const sent = scale.x(Date.parse(handoff.offeredAt));
  const tip = to.y + (from && from.y > to.y ? 14 : -14);
  const isFlat = from?.y === to.y;
  return (
    <g>
      {from && !isFlat && (
        <path
          className={classes.link}
          d={`M${sent} ${from.y + (from.y > to.y ? -14 : 14)} L${sent} ${(from.y + to.y) / 2} L${x} ${(from.y + to.y) / 2} L${x} ${tip}`}
        />
      )}
      <path
        className={handoff.status === 'accepted' ? classes.diamond : classes.open}
        d={`M${x} ${(isFlat ? to.y : tip) - 6} l6 6 l-6 6 l-6 -6 z`}
      />
    </g>
  );
}

/** The same in words and numbers. */
const LegTable = (props: LegTableProps) => (
  <Table.ScrollContainer minWidth={620}>
    <LegRows {...props} />
  </Table.ScrollContainer>
);

interface LegTableProps {
  readonly record: CaseView;
  readonly forecast: ForecastView | undefined;
  readonly company: Company;
}

function LegRows({ record, forecast, company }: LegTableProps) {
  const { t, i18n } = useTranslation();
  const at = (value: string | null | undefined) => (value ? wallTime(value, i18n.language) : '');
  return (
    <Table withTableBorder>
      <Table.Caption>{t('strip.title')}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          {['leg', 'department', 'status', 'who', 'from', 'until', 'due'].map((column) => (
            <Table.Th key={column}>{t(`strip.column.${column}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {record.legs.map((leg) => {
          const expected = forecast?.legs.find(({ legId }) => legId === leg.id);
          const clock = record.clocks.findLast(({ kind, subject }) => kind === 'leg-ola' && subject.id === leg.id);
          return (
            <Table.Tr key={leg.id}>
              <Table.Td>
                {numberOf(record, leg)} {leg.name}
              </Table.Td>
              <Table.Td>{company.departmentName(leg.departmentId)}</Table.Td>
              <Table.Td>{t(`status.${leg.status}`)}</Table.Td>
              <Table.Td>{company.nameOf(leg.holderId ?? leg.responsibleId ?? leg.reservedById)}</Table.Td>
              <Table.Td>{at(leg.acceptedAt ?? expected?.startsAt)}</Table.Td>
              <Table.Td>{at(leg.endedAt ?? leg.etaAt ?? expected?.endsAt)}</Table.Td>
              <Table.Td>
                {at(clock?.dueAt)} {clock?.breachedAt && t('strip.late')}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
