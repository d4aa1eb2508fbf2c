import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './ui/base.css';

import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { queries } from './api/queries';
import { Appearance } from './app/appearance';
import { router } from './app/router';
import { startI18n } from './i18n/i18n';

await startI18n();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Appearance>
      <QueryClientProvider client={queries}>
        <ModalsProvider>
          <Notifications position="bottom-right" />
          <RouterProvider router={router} />
        </ModalsProvider>
      </QueryClientProvider>
    </Appearance>
  </StrictMode>,
);
