import { Alert, Button, Group, Menu, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { savedViewChangeMutation, sessionMeOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { CaseFilter } from '../case/case-filter';
import { SaveView } from './save-view';
import { complain, type ChosenView, useChangedViews, type View } from './use-views';
import { ViewActions } from './view-actions';
import classes from './view-bar.module.css';

/** As many as fit beside each other on most screens; the others are in the menu. */
const TABS = 8;

interface Props {
  readonly chosen: ChosenView;
  readonly show: (filter: CaseFilter) => void;
}

/** The views to choose from, and what can be done with the chosen one. */
export function ViewBar({ chosen, show }: Props) {
  const { t } = useTranslation();
  const { views, view, filter, isChanged, isMissing, mayShareWith } = chosen;
  const [saving, setSaving] = useState<'new' | 'same' | null>(null);
  const tabs = views.slice(0, TABS);
  const isInMenu = view !== undefined && !tabs.includes(view);
  return (
    <>
      {isMissing && (
        <Alert color="yellow" variant="light" role="alert">
          {t('views.missing')}
        </Alert>
      )}
      <Group gap={4} component="nav" aria-label={t('views.title')} wrap="nowrap" align="center">
        <Group gap={4} visibleFrom="sm" className={classes.tabs}>
          {tabs.map((one) => (
            <ViewLink key={one.id} view={one} isChosen={one === view} />
          ))}
        </Group>
        <ViewMenu views={views} view={view} name={isInMenu ? view.name : t('views.more')} />
        <ViewActions chosen={chosen} save={setSaving} />
      </Group>
      {isChanged && view !== undefined && (
        <Group gap="xs" role="status">
          <Text size="sm" c="dimmed">
            {t('views.changed', { name: view.name })}
          </Text>
          {view.saved?.mayChange && <SaveChanges view={view} filter={filter!} done={() => show(filter!)} />}
          <Button size="compact-xs" variant="default" onClick={() => setSaving('new')}>
            {t('views.saveAs')}
          </Button>
          <Button size="compact-xs" variant="subtle" onClick={() => show(view.filter)}>
            {t('views.reset')}
          </Button>
        </Group>
      )}
      {saving && (
        <SaveView
          key={saving}
          filter={saving === 'new' ? filter! : view!.filter}
          {...(saving === 'same' && view?.saved && { view: view.saved })}
          mayShareWith={mayShareWith}
          close={() => setSaving(null)}
        />
      )}
    </>
  );
}

function ViewLink({ view, isChosen }: { readonly view: View; readonly isChosen: boolean }) {
  return (
    <Button
      component={Link}
      to="/cases"
      search={{ view: view.id } as never}
      size="compact-sm"
      variant={isChosen ? 'light' : 'subtle'}
      aria-current={isChosen ? 'page' : undefined}
      className={classes.tab}
    >
      {view.name}
    </Button>
  );
}

/** All views by whose they are. On a phone it is the only way to them. */
function ViewMenu({
  views,
  view,
  name,
}: {
  readonly views: readonly View[];
  readonly view: View | undefined;
  readonly name: string;
}) {
  const { t } = useTranslation();
  const { data: me } = useQuery(sessionMeOptions());
  const groups = {
    builtIn: views.filter(({ saved }) => !saved),
    mine: views.filter(({ saved }) => saved?.ownerId === me?.id),
    shared: views.filter(({ saved }) => saved && saved.ownerId !== me?.id),
  };
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="compact-sm" variant="default" rightSection={<span aria-hidden>▾</span>} className={classes.menu}>
          <span className={classes.wide}>{name}</span>
          <span className={classes.narrow}>{view?.name ?? t('views.title')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: 'auto' }}>
        {Object.entries(groups).map(
          ([group, some]) =>
            some.length > 0 && (
              <div key={group} role="group" aria-label={t(`views.group.${group}`)}>
                <Menu.Label>{t(`views.group.${group}`)}</Menu.Label>
                {some.map((one) => (
                  <Menu.Item
                    key={one.id}
                    component={Link}
                    to="/cases"
                    search={{ view: one.id } as never}
                    aria-current={one === view ? 'page' : undefined}
                    fw={one === view ? 600 : undefined}
                  >
                    {one.name}
                  </Menu.Item>
                ))}
              </div>
            ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function SaveChanges({
  view,
  filter,
  done,
}: {
  readonly view: View;
  readonly filter: CaseFilter;
  readonly done: () => void;
}) {
  const { t } = useTranslation();
  const refresh = useChangedViews();
  const change = useMutation({ ...savedViewChangeMutation(), onError: complain });
  const { id, name, sharedWith, version } = view.saved!;
  return (
    <Button
      size="compact-xs"
      loading={change.isPending}
      onClick={() =>
        change.mutate(
          { path: { id }, body: { name, sharedWith, filter }, headers: { 'If-Match': `"${version}"` } },
          {
            onSuccess: async () => {
              await refresh();
              done();
            },
          },
        )
      }
    >
      {t('views.save')}
    </Button>
  );
}
