import { Empty } from '../../ui/states';

export function CaseList() {
  return <Empty />;
}
