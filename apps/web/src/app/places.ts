/** Where one can go, and the least role that finds something there. */
export const places = [
  { name: 'desk', to: '/', needs: 'agent' },
  { name: 'board', to: '/board', needs: 'agent' },
  { name: 'cases', to: '/cases', needs: 'agent' },
  { name: 'oversight', to: '/oversight', needs: 'lead' },
  { name: 'admin', to: '/admin', needs: 'admin' },
] as const;
