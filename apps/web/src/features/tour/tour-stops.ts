/** From where somebody sees the company; the tour shows each what is theirs. */
export type Seat = 'frontline' | 'back-office' | 'supervisor' | 'admin';

/** One step of the tour: a place, what is shown there, and the name of its texts. */
export interface TourStop {
  readonly name: string;
  readonly at: string;
  readonly shows: string;
}

const PAGE = '#main';
const search = { name: 'search', at: '', shows: '[data-tour="search"]' };
const me = { name: 'me', at: '', shows: '[data-tour="me"]' };

/** Five steps each. */
export const tourStops: Readonly<Record<Seat, readonly TourStop[]>> = {
  frontline: [
    { name: 'desk', at: '/', shows: PAGE },
    { name: 'open', at: '/', shows: '[data-tour="open-case"]' },
    { name: 'owned', at: '/', shows: '[aria-labelledby="desk-owned"]' },
    search,
    me,
  ],
  'back-office': [
    { name: 'work', at: '/', shows: PAGE },
    { name: 'board', at: '/board', shows: PAGE },
    { name: 'notices', at: '/board', shows: '[data-tour="notices"]' },
    search,
    me,
  ],
  supervisor: [
    { name: 'stalled', at: '/oversight', shows: PAGE },
    { name: 'flows', at: '/oversight?tab=flows', shows: PAGE },
    { name: 'findings', at: '/oversight?tab=findings', shows: PAGE },
    search,
    me,
  ],
  admin: [
    { name: 'journeys', at: '/admin/journeys', shows: PAGE },
    { name: 'calendars', at: '/admin/calendars', shows: PAGE },
    { name: 'people', at: '/admin/people', shows: PAGE },
    search,
    me,
  ],
};
