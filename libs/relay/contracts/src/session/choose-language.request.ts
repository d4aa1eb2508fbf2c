import { IsIn } from 'class-validator';
import { type Language, languages } from './me.view.js';

/** In which language one is written to, in mails about what waits for one. */
export class ChooseLanguageRequest {
  @IsIn(languages)
  language: Language;
}
