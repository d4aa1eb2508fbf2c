import type { LiveMessage } from './live-bus.js';

/** Writes messages as JSON arrays, each within a number of bytes. One with too many people becomes several with some of them. */
export function batches(messages: readonly LiveMessage[], maxBytes: number): string[] {
  const written: string[] = [];
  let batch: string[] = [];
  let size = BRACKETS;
  for (const message of messages.flatMap((message) => parts(message, maxBytes - BRACKETS))) {
    const bytes = Buffer.byteLength(message) + COMMA;
    if (size + bytes > maxBytes && batch.length > 0) {
      written.push(`[${batch.join()}]`);
      batch = [];
      size = BRACKETS;
    }
    batch.push(message);
    size += bytes;
  }
  return batch.length > 0 ? [...written, `[${batch.join()}]`] : written;
}

const BRACKETS = 2;
const COMMA = 1;

function parts(message: LiveMessage, maxBytes: number): string[] {
  const text = JSON.stringify(message);
  if (Buffer.byteLength(text) + COMMA <= maxBytes) return [text];
  const { people = [] } = message;
  if (people.length < 2)
    throw new Error(`A live message about case ${message.caseId} is longer than ${maxBytes} bytes.`);
  const middle = Math.ceil(people.length / 2);
  return [people.slice(0, middle), people.slice(middle)].flatMap((some) =>
    parts({ ...message, people: some }, maxBytes),
  );
}
