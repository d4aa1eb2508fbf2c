import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';

import { queries } from '../api/queries';
import { sessionMeOptions } from '../api/generated/@tanstack/react-query.gen';
import { readCaseFilter } from '../features/case/case-filter';
import { SignIn } from '../features/session/sign-in';
import { NotFound } from '../ui/states';
import { Shell } from './shell';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignIn,
  validateSearch: (search: Record<string, unknown>) => ({
    to: typeof search['to'] === 'string' ? search['to'] : undefined,
  }),
});

/** Everything behind the sign-in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  beforeLoad: async ({ location }) => {
    try {
      await queries.ensureQueryData(sessionMeOptions());
    } catch {
      throw redirect({ to: '/sign-in', search: { to: location.href === '/' ? undefined : location.href } });
    }
  },
});

const page = <Path extends string>(path: Path, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({ getParentRoute: () => inside, path, component: lazyRouteComponent(load as never, name as never) });

const desk = page('/', () => import('../features/inbox/desk'), 'Desk');
const casePage = page('/cases/$caseId', () => import('../features/case/case-page'), 'CasePage');
const caseList = createRoute({
  getParentRoute: () => inside,
  path: '/cases',
  component: lazyRouteComponent(() => import('../features/case/case-list'), 'CaseList'),
  validateSearch: readCaseFilter,
});
const board = page('/board', () => import('../features/board/board'), 'Board');
const oversight = page('/oversight', () => import('../features/oversight/oversight'), 'Oversight');
const admin = page('/admin', () => import('../features/admin/admin'), 'Admin');

export const router = createRouter({
  routeTree: root.addChildren([signIn, inside.addChildren([desk, casePage, caseList, board, oversight, admin])]),
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
