import { Alert, Button, Group, Modal, Progress, Select, Stack, Text } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { MeView, StalledView } from '../../api/generated';
import { CaseLink } from '../../ui/case-link';
import type { Value, Values } from '../case/action';
import { gapsOf, initialValues } from '../case/action-dialog';
import { ActionFields } from '../case/action-fields';
import type { Company } from '../case/company';
import { Refusal } from '../case/refusal';
import { bulkActs, rowActs, type StalledAct, targetsOf } from './stalled-acts';
import { reasonOf, whoMustAct } from './stalled-row';
import { type Result, useActing } from './use-acting';

interface Props {
  readonly items: readonly StalledView[];
  readonly me: MeView;
  readonly company: Company;
  /** What is chosen already. */
  readonly first?: string;
  /** Says which rows are done with. */
  readonly close: (done: readonly StalledView[]) => void;
}

/** One small dialog for what a supervisor can do about one row or many; each thing is done, and answered, by itself. */
export function ActOnStalled({ items, me, company, first, close }: Props) {
  const { t } = useTranslation();
  const acts = (items.length === 1 ? rowActs : bulkActs).filter((act) => items.some((item) => act.fits(item, me)));
  const [act, setAct] = useState(() => acts.find(({ id }) => id === first) ?? acts[0]);
  return (
    <ActForm
      key={act?.id}
      act={act}
      acts={acts}
      choose={setAct}
      title={
        items.length === 1
          ? `C-${items[0]!.number} ${items[0]!.subject}`
          : t('oversight.several', { count: items.length })
      }
      {...{ items, me, company, close }}
    />
  );
}

interface FormProps extends Props {
  readonly act: StalledAct | undefined;
  readonly acts: readonly StalledAct[];
  readonly choose: (act: StalledAct) => void;
  readonly title: string;
}

function ActForm({ act, acts, choose, title, items, me, company, close }: FormProps) {
  const { t } = useTranslation();
  const targets = act ? targetsOf(act, items, me) : [];
  const fields = act?.fields(t, company, targets) ?? [];
  const [values, setValues] = useState<Values>(() => initialValues({ fields }));
  const [missing, setMissing] = useState<readonly string[]>([]);
  const acting = useActing(act);
  const { results, isBusy } = acting;
  const done = results.filter(({ error }) => error === null).map(({ item }) => item);
  const refused = results.filter(({ error }) => error !== null);
  const remaining = targets.filter((item) => !done.includes(item));
  const unfit = items.filter((item) => act && !act.fits(item, me)).length;

  const button = useRef<HTMLButtonElement>(null);
  const isUnfinished = results.length > 0 && remaining.length > 0 && !isBusy;
  useEffect(() => {
    // The button was out of reach while it was sent, and the focus with it: without it no key reaches the dialog.
    if (isUnfinished) button.current?.focus();
  }, [isUnfinished]);

  const set = (name: string, value: Value) => {
    acting.renew();
    setValues({ ...values, [name]: value });
    setMissing(missing.filter((one) => one !== name));
  };
  const submit = async () => {
    const gaps = gapsOf(fields, values);
    setMissing(gaps);
    if (gaps.length > 0 || isBusy) return;
    const all = await acting.run(remaining, values);
    if (all.filter(({ error }) => error === null).length < targets.length) return;
    notifications.show({ message: saidOf(all), closeButtonProps: { 'aria-label': t('state.close') } });
    close(all.map(({ item }) => item));
  };
  const saidOf = (all: readonly Result[]) =>
    all.length === 1
      ? t('oversight.done', { number: all[0]!.item.number })
      : t('oversight.doneCount', { count: all.length });

  return (
    <Modal
      opened
      onClose={() => isBusy || close(done)}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': t('state.close') }}
      onKeyDown={getHotkeyHandler([['mod+Enter', () => void submit()]])}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="sm">
          {items.length === 1 && <About item={items[0]!} company={company} />}
          <Group align="flex-end">
            <Select
              data-autofocus
              label={t('oversight.whatToDo')}
              data={acts.map(({ id }) => ({ value: id, label: t(`oversight.acts.${id}`) }))}
              value={act?.id ?? null}
              onChange={(id) => choose(acts.find((one) => one.id === id)!)}
              allowDeselect={false}
              disabled={isBusy || done.length > 0}
              flex={1}
            />
            {items.length === 1 && (
              <CaseLink caseId={items[0]!.caseId} size="sm" pb={8}>
                {t('oversight.openCase')}
              </CaseLink>
            )}
          </Group>
          {act?.intro && <Text size="sm">{act.intro(targets, t)}</Text>}
          {items.length > 1 && (
            <Text size="sm">
              {t('oversight.targets', { count: targets.length })} {unfit > 0 && t('oversight.unfit', { count: unfit })}
            </Text>
          )}
          <ActionFields fields={fields} values={values} set={set} missing={missing} />
          {missing.length > 0 && (
            <Text size="sm" role="alert" c="var(--mantine-color-error)">
              {t('act.gaps', { count: missing.length })}
            </Text>
          )}
          {targets.length > 1 && (isBusy || results.length > 0) && (
            <HowItGoes results={results} all={acting.all} isBusy={isBusy} />
          )}
          {targets.length === 1 && refused[0]?.error && (
            <Refusal error={refused[0].error} company={company} leave={() => close(done)} />
          )}
          <Group justify="flex-end">
            {isBusy && targets.length > 1 ? (
              <Button variant="default" onClick={acting.stop}>
                {t('oversight.stop')}
              </Button>
            ) : (
              <Button variant="default" onClick={() => close(done)} disabled={isBusy}>
                {done.length > 0 ? t('oversight.close') : t('oversight.cancel')}
              </Button>
            )}
            <Button ref={button} type="submit" loading={isBusy} disabled={targets.length === 0}>
              {targets.length > 1 && results.length > 0
                ? t('oversight.again', { count: remaining.length })
                : t('oversight.doIt')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function About({ item, company }: { readonly item: StalledView; readonly company: Company }) {
  const { t } = useTranslation();
  return (
    <Text size="sm">
      {reasonOf(item, t)} · {item.leg ?? company.departmentName(item.departmentId)} · {whoMustAct(item, company)}
    </Text>
  );
}

/** How far it is, how many went well, and for each that did not: why. */
function HowItGoes({
  results,
  all,
  isBusy,
}: {
  readonly results: readonly Result[];
  readonly all: number;
  readonly isBusy: boolean;
}) {
  const { t } = useTranslation();
  const refused = results.filter(({ error }) => error !== null);
  const counts = [
    t('oversight.doneCount', { count: results.length - refused.length }),
    ...(refused.length > 0 ? [t('oversight.refusedCount', { count: refused.length })] : []),
  ].join(', ');
  return (
    <Stack gap={4}>
      {isBusy && <Progress value={(100 * results.length) / all} aria-label={t('oversight.whatToDo')} />}
      <Text size="sm" fw={600} role="status">
        {isBusy ? t('oversight.progress', { done: results.length, all }) : counts}
      </Text>
      {refused.length > 0 && (
        <Alert color="red" variant="light">
          <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
            {refused.map(({ item, error }) => (
              <Text key={item.subjectId} size="sm" component="li">
                <CaseLink caseId={item.caseId} fw={600} size="sm" c="inherit" underline="always">
                  C-{item.number} <bdi>{item.subject}</bdi>
                </CaseLink>
                : {error!.message}
              </Text>
            ))}
          </Stack>
        </Alert>
      )}
    </Stack>
  );
}
