import { Empty } from '../../ui/states';

export function Board() {
  return <Empty />;
}
