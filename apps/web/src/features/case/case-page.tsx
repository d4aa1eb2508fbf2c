import { Empty } from '../../ui/states';

export function CasePage() {
  return <Empty />;
}
