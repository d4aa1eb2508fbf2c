import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { savedViewChooseMutation } from '../../api/generated/@tanstack/react-query.gen';
import { RemoveView } from './remove-view';
import { complain, type ChosenView, useChangedViews } from './use-views';
import classes from './view-bar.module.css';

interface Props {
  readonly chosen: ChosenView;
  readonly save: (what: 'new' | 'same') => void;
}

/** What can be done with the chosen view. */
export function ViewActions({ chosen: { view, defaultView }, save }: Props) {
  const { t } = useTranslation();
  const [isRemoving, removal] = useDisclosure();
  const choose = useMutation({ ...savedViewChooseMutation(), onSuccess: useChangedViews(), onError: complain });
  const isDefault = view !== undefined && view.id === (defaultView ?? 'all');
  const mayChange = view?.saved?.mayChange === true;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" aria-label={t('views.actions')} className={classes.menu}>
            <span aria-hidden>⋯</span>
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => save('new')}>{t('views.saveAs')}</Menu.Item>
          {mayChange && <Menu.Item onClick={() => save('same')}>{t('views.rename')}</Menu.Item>}
          {view && (
            <Menu.Item
              disabled={isDefault}
              onClick={() => choose.mutate({ body: { view: view.id === 'all' ? null : view.id } })}
            >
              {t(isDefault ? 'views.isDefault' : 'views.makeDefault')}
            </Menu.Item>
          )}
          {mayChange && (
            <Menu.Item color="red" onClick={removal.open}>
              {t('views.remove')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isRemoving && mayChange && <RemoveView view={view} close={removal.close} />}
    </>
  );
}
