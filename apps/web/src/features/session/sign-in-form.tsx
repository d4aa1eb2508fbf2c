import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { sessionSignInMutation } from '../../api/generated/@tanstack/react-query.gen';
import type { MeView } from '../../api/generated/types.gen';
import { Failure } from '../../ui/states';

interface Props {
  /** Whose session it was; then only the password is asked for. */
  readonly knownEmail?: string;
  readonly onSignedIn: (me: MeView) => void;
}

/** E-mail and password. */
export function SignInForm({ knownEmail, onSignedIn }: Props) {
  const { t } = useTranslation();
  const [email, setEmail] = useState(knownEmail ?? '');
  const [password, setPassword] = useState('');
  const signIn = useMutation({ ...sessionSignInMutation(), onSuccess: onSignedIn });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate({ body: { email, password } });
      }}
    >
      <Stack>
        <TextInput
          label={t('session.email')}
          type="email"
          autoComplete="username"
          required
          readOnly={knownEmail !== undefined}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('session.password')}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          {...(knownEmail !== undefined && { 'data-autofocus': true })}
        />
        {signIn.error && <Failure error={signIn.error} />}
        <Button type="submit" loading={signIn.isPending}>
          {t('session.signIn')}
        </Button>
      </Stack>
    </form>
  );
}
