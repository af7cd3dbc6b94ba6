import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it arrived, nothing decoded. */
export interface Arrival {
  readonly method: string;
  /** What stood before the first `?`. */
  readonly path: string;
  /** What stood behind it. */
  readonly query: string;
  /** By lower-case name, as bytes in Latin-1. */
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** How a recorder answers; the connection stays open where it does nothing. */
export type Answer = (arrival: Arrival, response: ServerResponse, turn: number) => void;

/** A server on the loopback address that keeps what it was sent. */
export interface Recorder {
  readonly baseUrl: string;
  readonly arrivals: Arrival[];
  answer: Answer;
  close(): Promise<void>;
}

/** Answers `{}` as JSON. */
const emptyObject: Answer = (_, response) => {
  response.setHeader('content-type', 'application/json').end('{}');
};

/** Starts a recorder; who starts it closes it. */
export async function startRecorder(answer: Answer = emptyObject): Promise<Recorder> {
  const arrivals: Arrival[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const [path = '', ...query] = url.split('?');
      const body = Buffer.concat(chunks);
      const arrival = { method, path, query: query.join('?'), headers, body };
      arrivals.push(arrival);
      recorder.answer(arrival, response, arrivals.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with that port.
  const { port } = server.address() as AddressInfo;
  const recorder: Recorder = {
    baseUrl: `http://127.0.0.1:${port}`,
    arrivals,
    answer,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return recorder;
}
