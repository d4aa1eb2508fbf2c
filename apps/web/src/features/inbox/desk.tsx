import { Empty } from '../../ui/states';

export function Desk() {
  return <Empty />;
}
