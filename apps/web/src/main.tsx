import '@mantine/core/styles.css';
import './ui/base.css';

import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { queries } from './api/queries';
import { Announcements } from './app/announcements';
import { Appearance } from './app/appearance';
import { router } from './app/router';
import { startI18n } from './i18n/i18n';

await startI18n();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Appearance>
      <QueryClientProvider client={queries}>
        <Announcements />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Appearance>
  </StrictMode>,
);
