import { Button, Center, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { sessionSignInMutation } from '../../api/generated/@tanstack/react-query.gen';
import { Failure } from '../../ui/states';
import { useTitle } from '../../ui/title';

export function SignIn() {
  const { t } = useTranslation();
  useTitle(t('session.signIn'));
  const { to } = useSearch({ from: '/sign-in' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    ...sessionSignInMutation(),
    onSuccess: () => window.location.assign(to?.startsWith('/') && !to.startsWith('//') ? to : '/'),
  });
  return (
    <Center mih="100dvh" p="md" component="main">
      <Paper withBorder p="lg" w={360}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            signIn.mutate({ body: { email, password } });
          }}
        >
          <Stack>
            <Title order={1}>{t('session.title')}</Title>
            <TextInput
              label={t('session.email')}
              type="email"
              autoComplete="username"
              required
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
              label={t('session.password')}
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            {signIn.error && <Failure error={signIn.error} />}
            <Button type="submit" loading={signIn.isPending}>
              {t('session.signIn')}
            </Button>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
