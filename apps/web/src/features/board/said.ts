import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';

/** What happens after a small action: it is said, and the board is fetched anew; a refusal says what to do instead. */
export function useSaid() {
  const queries = useQueryClient();
  return (message: string) => ({
    onSuccess: () => {
      notifications.show({ message });
      void queries.invalidateQueries();
    },
    onError: (error: Error) => {
      notifications.show({ color: 'red', message: error.message });
      void queries.invalidateQueries();
    },
  });
}
