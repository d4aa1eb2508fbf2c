import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { findHere, findMark } from '../../ui/find-here';
import { useRowKeys } from '../../ui/row-keys';
import { useShortcuts } from '../../ui/shortcuts';
import { Loading } from '../../ui/states';
import { useChosenView } from '../saved-view/use-views';
import { ViewBar } from '../saved-view/view-bar';
import { type CaseFilter, isEmpty, isSame, orders, readCaseSearch, withoutGaps } from './case-filter';
import { CaseRows } from './case-rows';
import { useCompany } from './company';
import { FilterChips, useChips } from './filter-chips';
import { FilterPanel } from './filter-panel';

/** All cases one may see, narrowed by a view or by what stands in the address: a link shows a colleague the same list. */
export function CaseList() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/cases', select: readCaseSearch });
  const navigate = useNavigate();
  const company = useCompany();
  const chosen = useChosenView(search);
  const [isPanelOpen, panel] = useDisclosure();
  const filter = chosen.filter ?? {};
  const chips = useChips(filter, company);
  useRowKeys();
  useShortcuts([{ key: 'F', label: t('keys.find'), run: findHere }]);
  if (!chosen.filter) return <Loading />;

  const show = (next: CaseFilter) => {
    const isViewItself = chosen.view && isSame(next, chosen.view.filter);
    const view = isEmpty(next) ? 'all' : chosen.view?.id;
    void navigate({ to: '/cases', search: withoutGaps({ view, ...(!isViewItself && next) }), replace: true });
  };
  const narrow = (change: CaseFilter) => show(withoutGaps({ ...filter, ...change }));
  const { sort = 'newest' } = filter;
  return (
    <Stack gap="sm">
      <Title order={1}>{t('cases.title')}</Title>
      <ViewBar chosen={chosen} show={show} />
      <Stack gap="xs" role="search" aria-label={t('cases.filters')}>
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <SearchText text={filter.text} onChange={narrow} />
          <Button
            variant="default"
            flex="none"
            aria-expanded={isPanelOpen}
            aria-controls="case-filters"
            onClick={panel.toggle}
          >
            {chips.length > 0 ? t('cases.filterCount', { count: chips.length }) : t('cases.filterButton')}
          </Button>
          <Select
            aria-label={t('cases.order')}
            allowDeselect={false}
            w={190}
            visibleFrom="xs"
            data={orders.map((value) => ({ value, label: t(`cases.sort.${value}`) }))}
            value={sort}
            onChange={(order) => narrow({ sort: order === 'newest' ? undefined : (order as CaseFilter['sort']) })}
          />
        </Group>
        {isPanelOpen && <FilterPanel id="case-filters" filter={filter} company={company} onChange={narrow} />}
        <FilterChips chips={chips} onRemove={narrow} onClear={() => show(withoutGaps({ sort: filter.sort }))} />
      </Stack>
      <CaseRows filter={filter} company={company} {...(!isEmpty(filter) && { showAll: () => show({}) })} />
      <Text size="xs" c="dimmed" visibleFrom="sm">
        {t('cases.keys')}
      </Text>
    </Stack>
  );
}

interface SearchTextProps {
  readonly text: string | null | undefined;
  readonly onChange: (change: Pick<CaseFilter, 'text'>) => void;
}

function SearchText({ text, onChange }: SearchTextProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text ?? '');
  const told = useRef(text ?? '');
  const tell = useDebouncedCallback((value: string) => {
    if (value.trim() === told.current) return;
    told.current = value.trim();
    onChange({ text: told.current || undefined });
  }, 250);
  // Another view, or a chip that was taken away; what one is typing stays.
  useEffect(() => {
    if ((text ?? '') === told.current) return;
    told.current = text ?? '';
    setTyped(told.current);
  }, [text]);
  return (
    <TextInput
      {...findMark}
      type="search"
      aria-label={t('cases.search')}
      placeholder={t('cases.searchHint')}
      maxLength={200}
      flex={1}
      miw={0}
      maw={420}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        tell(value);
      }}
      onBlur={tell.flush} // Whoever goes on to a row is not called back from there.
    />
  );
}
