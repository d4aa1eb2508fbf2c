import { Combobox, Loader, Modal, ScrollArea, Text, TextInput, useCombobox } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import { CaseHit } from '../features/case/case-hit';
import { useViews } from '../features/saved-view/use-views';
import { Failure } from '../ui/states';
import { activeShortcuts } from '../ui/shortcuts';
import classes from './search.module.css';
import { Keys } from './keys';
import { type Typed, typingField } from './type-ahead';
import { useSearch } from './use-search';

interface Props {
  readonly opened: boolean;
  readonly typed: Typed;
  readonly type: (typed: Typed) => void;
  readonly leave: () => void;
}

interface Target {
  readonly value: string;
  readonly go: () => void;
}

/** The dialog in which one finds a case, a place, or something to do. */
export function Search({ opened, typed: { text, isHurried }, type, leave }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { hits, more, spelledAs, isCurrent, error, retry } = useSearch(text);
  const options = useCombobox({ opened: true });

  const cases = hits.map((hit) => ({
    value: hit.id,
    hit,
    go: () => void navigate({ to: '/cases/$caseId', params: { caseId: hit.id } }),
  }));
  const list = { value: 'list', go: () => void navigate({ to: '/cases', search: { text: spelledAs ?? text.trim() } }) };
  const views = useViews()
    .views.map(({ id, name }) => ({
      value: `view ${id}`,
      label: t('palette.view', { name }),
      go: () => void navigate({ to: '/cases', search: { view: id } }),
    }))
    .filter(({ label }) => hasWords(label, text));
  const toHere = [t('keys.search'), t('keys.slash')];
  const actions = (opened ? (['page', 'everywhere'] as const).flatMap(activeShortcuts) : [])
    .filter(({ label, needsFocus }) => !needsFocus && !toHere.includes(label) && hasWords(label, text))
    .map(({ key, label, run }) => ({ value: `${key} ${label}`, key, label, go: run }));
  const targets: readonly Target[] = [...cases, ...(more ? [list] : []), ...views, ...actions];

  const choose = (value: string) => {
    targets.find((target) => target.value === value)?.go();
    leave();
  };
  const first = isCurrent ? targets[0]?.value : undefined;
  useEffect(() => {
    if (first !== undefined && isHurried && opened) choose(first);
    else if (first !== undefined) options.selectFirstOption();
    else options.resetSelectedOption();
  }, [first, opened, isHurried]);
  const isNothing = isCurrent && !error && targets.length === 0;

  return (
    <Modal
      opened={opened}
      onClose={leave}
      withCloseButton={false}
      padding={0}
      size={640}
      yOffset="8vh"
      aria-label={t('palette.search')}
    >
      <Combobox store={options} onOptionSubmit={choose}>
        <Combobox.EventsTarget>
          <TextInput
            data-autofocus
            size="lg"
            variant="unstyled"
            px="md"
            maxLength={200}
            value={text}
            placeholder={t('palette.placeholder')}
            aria-label={t('palette.placeholder')}
            rightSection={isCurrent ? null : <Loader size="xs" aria-label={t('state.loading')} />}
            {...typingField}
            // What was typed before the field was there stays in front of what follows.
            onFocus={({ currentTarget: field }) => field.setSelectionRange(field.value.length, field.value.length)}
            onChange={({ currentTarget: { value } }) => type({ text: value, isHurried: false })}
            onKeyDown={({ key }) => {
              // Whoever types a number and Enter in one go need not wait for the answer to be drawn.
              if (key === 'Enter' && !isCurrent) type({ text, isHurried: true });
              // The list of hits keeps Escape from the dialog.
              if (key === 'Escape') leave();
            }}
          />
        </Combobox.EventsTarget>
        <ScrollArea.Autosize mah="min(70vh, 36rem)" type="auto" className={classes.results}>
          {error && <Failure error={error} retry={retry} />}
          {spelledAs !== null && (
            <Text size="sm" px="md" py="xs">
              {t('palette.spelledAs', { typed: text.trim(), words: spelledAs })}
            </Text>
          )}
          <Combobox.Options aria-label={t('palette.found')}>
            {cases.length > 0 && (
              <Combobox.Group label={t('palette.cases')}>
                {cases.map(({ value, hit }) => (
                  <Combobox.Option key={value} value={value} className={classes.option}>
                    <CaseHit hit={hit} />
                  </Combobox.Option>
                ))}
                {more && (
                  <Combobox.Option value={list.value} className={classes.option}>
                    {t('palette.more')}
                  </Combobox.Option>
                )}
              </Combobox.Group>
            )}
            {views.length > 0 && (
              <Combobox.Group label={t('palette.views')}>
                {views.map(({ value, label }) => (
                  <Combobox.Option key={value} value={value} className={classes.option}>
                    {label}
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            )}
            {actions.length > 0 && (
              <Combobox.Group label={t('palette.actions')}>
                {actions.map(({ value, key, label }) => (
                  <Combobox.Option key={value} value={value} className={`${classes.option} ${classes.action}`}>
                    {label} <Keys of={key} />
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            )}
          </Combobox.Options>
        </ScrollArea.Autosize>
        <div role="status">
          {isNothing && (
            <Text size="sm" c="dimmed" p="md">
              {t('palette.nothing')}
            </Text>
          )}
        </div>
      </Combobox>
    </Modal>
  );
}

/** Has it something that begins like each of the words? */
const hasWords = (label: string, text: string): boolean => {
  const words = label.toLocaleLowerCase().split(/\s+/);
  const typed = text.trim().toLocaleLowerCase().split(/\s+/);
  return typed.every((begun) => words.some((word) => word.startsWith(begun)));
};
