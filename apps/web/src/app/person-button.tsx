import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense } from 'react';

import { withTexts } from '../i18n/i18n';
import type { PersonMenuProps } from './person-menu';
import classes from './shell.module.css';

const load = () => withTexts(import('./person-menu'));
const PersonMenu = lazy(() => load().then(({ PersonMenu }) => ({ default: PersonMenu })));

/** Who one is; a click opens what concerns oneself alone. */
export function PersonButton(props: PersonMenuProps) {
  const [isWanted, { open }] = useDisclosure();
  const button = (
    <Button
      variant="default"
      size="compact-md"
      className={classes.me}
      data-tour="me"
      aria-haspopup="menu"
      onClick={open}
      onFocus={() => void load()}
      onPointerEnter={() => void load()}
    >
      {props.name}
    </Button>
  );
  return isWanted ? (
    <Suspense fallback={button}>
      <PersonMenu {...props} />
    </Suspense>
  ) : (
    button
  );
}
