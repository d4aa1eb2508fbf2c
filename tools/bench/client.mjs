import { connect } from 'node:net';

/**
 * One connection to the service that asks one thing after the other. It does no more than a load generator must, so that as
 * much as possible of the machine is left to what is measured.
 */
export class Connection {
  #socket;
  #answered;
  #chunks = [];
  #length = 0;
  #wanted = Infinity;

  static async to(port) {
    const connection = new Connection();
    const socket = (connection.#socket = connect({ port, host: '127.0.0.1', noDelay: true }));
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    socket.on('data', (chunk) => connection.#hear(chunk));
    socket.on('close', () => connection.#answered?.reject(new Error('The service closed the connection.')));
    return connection;
  }

  /** Answers status, milliseconds and body. */
  async ask(method, path, token, body) {
    const text = body === undefined ? '' : JSON.stringify(body);
    const head =
      `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\n` +
      (body === undefined
        ? '\r\n'
        : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n`);
    const from = performance.now();
    this.#wanted = Infinity;
    const answered = new Promise((resolve, reject) => (this.#answered = { resolve, reject }));
    this.#socket.write(head + text);
    const raw = await answered;
    const ms = performance.now() - from;
    const bodyAt = raw.indexOf('\r\n\r\n') + 4;
    return { status: Number(raw.toString('latin1', 9, 12)), ms, text: () => raw.toString('utf8', bodyAt) };
  }

  close() {
    this.#answered = undefined;
    this.#socket.destroy();
  }

  #hear(chunk) {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#wanted === Infinity) {
      const soFar = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
      const end = soFar.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = /content-length: (\d+)/i.exec(soFar.toString('latin1', 0, end))?.[1];
      if (length === undefined) throw new Error('The service answered without a length.');
      this.#wanted = end + 4 + Number(length);
    }
    if (this.#length < this.#wanted) return;
    const raw = Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#length = 0;
    this.#answered.resolve(raw);
  }
}
