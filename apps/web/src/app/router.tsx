import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';

import { ProblemError } from '../api/problem';
import { queries } from '../api/queries';
import { sessionEnd } from '../api/session-end';
import { sessionMeOptions } from '../api/generated/@tanstack/react-query.gen';
import { readAccessSearch, readAuditSearch } from '../features/admin/admin-search';
import { readCaseSearch } from '../features/case/case-filter';
import { readBoardSearch } from '../features/board/board-search';
import { readOversightSearch } from '../features/oversight/oversight-search';
import { withTexts } from '../i18n/i18n';
import { Broken, Loading, NotFound } from '../ui/states';
import { noteWay } from '../ui/way-here';
import { writeSearch } from './address';
import { Shell } from './shell';

const root = createRootRoute({ component: Outlet, errorComponent: Broken, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => withTexts(import('../features/session/sign-in')), 'SignIn'),
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
    await queries.ensureQueryData(sessionMeOptions()).catch((error: unknown) => {
      if (!(error instanceof ProblemError && error.code === 'not-signed-in')) throw error;
      sessionEnd.forget();
      throw redirect({ to: '/sign-in', search: { to: location.href === '/' ? undefined : location.href } });
    });
  },
});

const page = <Path extends string>(path: Path, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({
    getParentRoute: () => inside,
    path,
    component: lazyRouteComponent(() => withTexts(load()), name as never),
  });

/** The first page of most: what it says comes with the frame. */
const desk = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('../features/inbox/desk'), 'Desk'),
});
const casePage = page('/cases/$caseId', () => import('../features/case/case-page'), 'CasePage');
const caseList = createRoute({
  getParentRoute: () => inside,
  path: '/cases',
  component: lazyRouteComponent(() => withTexts(import('../features/case/case-list')), 'CaseList'),
  validateSearch: readCaseSearch,
});
const board = createRoute({
  getParentRoute: () => inside,
  path: '/board',
  component: lazyRouteComponent(() => withTexts(import('../features/board/board')), 'Board'),
  validateSearch: readBoardSearch,
});
const oversight = createRoute({
  getParentRoute: () => inside,
  path: '/oversight',
  component: lazyRouteComponent(() => withTexts(import('../features/oversight/oversight')), 'Oversight'),
  validateSearch: readOversightSearch,
});
const admin = page('/admin', () => import('../features/admin/admin'), 'Admin');
const adminPage = <Path extends string>(path: Path, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({
    getParentRoute: () => admin,
    path,
    component: lazyRouteComponent(() => withTexts(load()), name as never),
  });
const adminPages = [
  createRoute({
    getParentRoute: () => admin,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/admin/journeys' });
    },
  }),
  adminPage('/journeys', () => import('../features/admin/journeys'), 'Journeys'),
  adminPage('/journeys/$id', () => import('../features/admin/journey-editor'), 'JourneyEditor'),
  adminPage('/calendars', () => import('../features/admin/calendars'), 'Calendars'),
  adminPage('/calendars/$id', () => import('../features/admin/calendar-editor'), 'CalendarEditor'),
  adminPage('/ladders', () => import('../features/admin/ladders'), 'Ladders'),
  adminPage('/ladders/$id', () => import('../features/admin/ladder-editor'), 'LadderEditor'),
  adminPage('/departments', () => import('../features/admin/departments'), 'Departments'),
  adminPage('/departments/$id', () => import('../features/admin/department-editor'), 'DepartmentEditor'),
  adminPage('/people', () => import('../features/admin/people'), 'People'),
  adminPage('/people/$id', () => import('../features/admin/person-editor'), 'PersonEditor'),
  createRoute({
    getParentRoute: () => admin,
    path: '/access',
    component: lazyRouteComponent(() => withTexts(import('../features/admin/access')), 'AccessPage'),
    validateSearch: readAccessSearch,
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/audit',
    component: lazyRouteComponent(() => withTexts(import('../features/admin/audit')), 'Audit'),
    validateSearch: readAuditSearch,
  }),
] as const;

/** What is nowhere, said within the frame to those who are inside. */
const nowhere = createRoute({ getParentRoute: () => inside, path: '$', component: NotFound });

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    inside.addChildren([desk, casePage, caseList, board, oversight, admin.addChildren(adminPages), nowhere]),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: Broken,
  defaultPendingComponent: Loading,
  stringifySearch: writeSearch,
});
router.history.subscribe(({ action }) => noteWay(action.type));

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
