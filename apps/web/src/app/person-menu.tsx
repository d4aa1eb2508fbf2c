import { Button, Menu, useMantineColorScheme } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { sessionSignOutMutation } from '../api/generated/@tanstack/react-query.gen';
import { changeLanguage, languages, withTexts } from '../i18n/i18n';
import { useHighContrast } from './contrast';
import classes from './shell.module.css';
import { tellLanguage } from './told-language';

const ChangePassword = lazy(() =>
  withTexts(import('../features/session/change-password')).then((module) => ({ default: module.ChangePassword })),
);

export interface PersonMenuProps {
  readonly name: string;
  readonly showKeys: () => void;
  readonly startTour: () => void;
}

/** What concerns the person alone: how Baton speaks and looks to them, what helps them, and the way out. It opens as it comes. */
export function PersonMenu({ name, showKeys, startTour }: PersonMenuProps) {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [isHigh, chooseHigh] = useHighContrast();
  const [isOpen, setOpen] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus(); // It takes the place of the button that was pressed, and has the focus back when it closes.
    setOpen(true);
  }, []);
  const signOut = useMutation({
    ...sessionSignOutMutation(),
    onSuccess: () => window.location.assign('/sign-in'),
  });
  return (
    <>
      <Menu opened={isOpen} onChange={setOpen}>
        <Menu.Target>
          <Button ref={button} variant="default" size="compact-md" className={classes.me} data-tour="me">
            {name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('nav.language')}</Menu.Label>
          {languages.map(({ code, name: language }) => (
            <Menu.Item
              key={code}
              lang={code}
              aria-current={code === i18n.language || undefined}
              onClick={() => {
                void changeLanguage(code);
                tellLanguage(code);
              }}
            >
              {language}
            </Menu.Item>
          ))}
          <Menu.Label>{t('nav.appearance')}</Menu.Label>
          {(['light', 'dark', 'auto'] as const).map((scheme) => (
            <Menu.Item
              key={scheme}
              aria-current={scheme === colorScheme || undefined}
              onClick={() => setColorScheme(scheme)}
            >
              {t(`nav.${scheme}`)}
            </Menu.Item>
          ))}
          <Menu.CheckboxItem checked={isHigh} onChange={chooseHigh}>
            {t('nav.highContrast')}
          </Menu.CheckboxItem>
          <Menu.Label>{t('nav.help')}</Menu.Label>
          <Menu.Item onClick={startTour}>{t('tour.start')}</Menu.Item>
          <Menu.Item onClick={showKeys}>{t('keys.title')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => setChanging(true)}>{t('nav.changePassword')}</Menu.Item>
          <Menu.Item onClick={() => signOut.mutate({})}>{t('nav.signOut')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>{isChanging && <ChangePassword onClose={() => setChanging(false)} />}</Suspense>
    </>
  );
}
