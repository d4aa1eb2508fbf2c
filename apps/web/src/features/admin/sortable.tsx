import { ActionIcon, Group } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A list that is put in order by dragging, with ↑ and ↓, or with Alt and the arrow keys. The focus goes along. */
export function Sortable<Element>({ list, keyOf, nameOf, onMove, children, rowProps }: SortableProps<Element>) {
  const { t } = useTranslation();
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const move = (from: number, to: number) => {
    if (to < 0 || to >= list.length || to === from) return;
    onMove(from, to);
    setSaid(t('admin.movedTo', { name: nameOf(list[from]!), n: to + 1, count: list.length }));
  };
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  return (
    <>
      <ol className="sortable-list">
        {list.map((element, index) => (
          <li
            key={keyOf(element)}
            className="sortable-row"
            data-over={over === index || undefined}
            {...rowProps?.(element, index)}
            onDragOver={(event) => {
              if (dragged === null) return;
              event.preventDefault();
              setOver(index);
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== null) move(dragged, index);
              end();
            }}
            onKeyDownCapture={(event) => {
              if (event.target instanceof HTMLSelectElement) return; // Alt and ↓ opens it.
              if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
              event.preventDefault();
              event.stopPropagation(); // Else a number field counts up.
              move(index, event.key === 'ArrowUp' ? index - 1 : index + 1);
            }}
          >
            <Group gap={4} wrap="nowrap" p={4}>
              <span
                className="drag-handle"
                draggable
                aria-hidden
                title={t('admin.dragToSort')}
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move';
                  event.dataTransfer.setData('text/plain', String(index));
                  setDragged(index);
                }}
                onDragEnd={end}
              >
                ⠿
              </span>
              <div style={{ flex: 1, minWidth: 0 }}>{children(element, index)}</div>
              <ActionIcon
                variant="default"
                {...atTheEnd(index === 0)}
                aria-label={t('admin.moveUp', { name: nameOf(element) })}
                aria-keyshortcuts="Alt+ArrowUp"
                onClick={() => move(index, index - 1)}
              >
                ↑
              </ActionIcon>
              <ActionIcon
                variant="default"
                {...atTheEnd(index === list.length - 1)}
                aria-label={t('admin.moveDown', { name: nameOf(element) })}
                aria-keyshortcuts="Alt+ArrowDown"
                onClick={() => move(index, index + 1)}
              >
                ↓
              </ActionIcon>
            </Group>
          </li>
        ))}
      </ol>
      <span className="admin-quiet" role="status">
        {said}
      </span>
    </>
  );
}

/** It looks disabled and keeps the focus: whoever has come to the end goes back from there. */
const atTheEnd = (is: boolean) => (is ? ({ 'data-disabled': true, 'aria-disabled': true } as const) : {});

interface SortableProps<Element> {
  readonly list: readonly Element[];
  /** Stays with the element, wherever it is moved. */
  readonly keyOf: (element: Element) => string | number;
  readonly nameOf: (element: Element) => string;
  readonly onMove: (from: number, to: number) => void;
  readonly children: (element: Element, index: number) => ReactNode;
  /** Marks on a row, for its style. */
  readonly rowProps?: (element: Element, index: number) => Record<`data-${string}`, true | undefined>;
}
