/** One line in the launcher's terminal: when, what kind of thing, what happened. */
export function say(kind: string, text: string, at: Date = new Date()): void {
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
  console.log(`${time}  ${kind.padEnd(12)}  ${text}`);
}
