import { SearchQuery, SearchView } from '@baton/contracts';
import { searchCases } from '@baton/persistence';
import { Controller, Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readerOf } from '../case/case-list.js';
import { type Actor, TheActor } from '../http/actor.js';
import { Route } from '../http/route.js';
import { present } from '../wire/present.js';

const MOST_HITS = 20;

@Controller('api/v1/search')
export class SearchController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Route({
    summary: 'Finds cases by number or words, the best first, and says where the words stand',
    access: 'agent',
    answers: SearchView,
  })
  async find(@Query() { text }: SearchQuery, @TheActor() { person, company }: Actor): Promise<SearchView> {
    const reader = readerOf(person, company);
    return present(SearchView, await searchCases(this.dataSource, text, reader, MOST_HITS));
  }
}
