import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type ServiceRequest, TheActor, type Actor } from '../http/actor.js';
import { Route } from '../http/route.js';
import { Streams } from './streams.js';

@Controller('api/v1/stream')
export class StreamController {
  constructor(private readonly streams: Streams) {}

  @Get()
  @Route({
    summary:
      'Server-sent events: which cases moved on, and who is at those that the reader is at (`presence`). Resumes after Last-Event-ID; `reset` says to read everything again',
    access: 'agent',
    answers: 'text',
    type: 'text/event-stream',
  })
  async stream(@TheActor() actor: Actor, @Req() request: ServiceRequest, @Res() reply: FastifyReply): Promise<void> {
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    await this.streams.open(actor, request.headers['last-event-id'], reply.raw);
  }
}
