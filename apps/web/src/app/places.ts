/** Where one can go, the least role that finds something there, and the keys that lead there. */
export const places = [
  { name: 'desk', to: '/', needs: 'agent', key: 'G D' },
  { name: 'board', to: '/board', needs: 'agent', key: 'G B' },
  { name: 'cases', to: '/cases', needs: 'agent', key: 'G L' },
  { name: 'oversight', to: '/oversight', needs: 'lead', key: 'G O' },
  { name: 'admin', to: '/admin', needs: 'admin', key: 'G A' },
] as const;
