import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Route } from '../http/route.js';

export const OPEN_API = Symbol('OpenAPI');

/** What stands at the front where no web application is built or wanted, and the description of the interface. */
@Controller()
export class HomeController {
  constructor(@Inject(OPEN_API) private readonly document: object) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Route({ summary: 'A page that says what this is', access: 'anyone', answers: 'text', type: 'text/html' })
  home(): string {
    return page;
  }

  @Get('api/v1/openapi.json')
  @Route({ summary: 'This description', access: 'anyone', answers: 'object' })
  openApi(): object {
    return this.document;
  }
}

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Baton</title></head>
<body>
<h1>Baton</h1>
<p>Case management with end-to-end ownership: every case is a relay, every hand-off an accepted offer.</p>
<ul>
<li><a href="/api/v1/openapi.json">The HTTP interface (OpenAPI 3.1)</a></li>
<li><a href="/health/ready">Is it ready?</a></li>
</ul>
</body>
</html>
`;
