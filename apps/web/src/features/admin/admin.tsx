import { Empty } from '../../ui/states';

export function Admin() {
  return <Empty />;
}
