import { Empty } from '../../ui/states';

export function Oversight() {
  return <Empty />;
}
