import { spawn } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const serverPath = fileURLToPath(
  new URL('../../node_modules/yaml-language-server/bin/yaml-language-server', import.meta.url),
);
const schemaPath = fileURLToPath(new URL('../../schemas/integration.schema.json', import.meta.url));

/** What an editor sees at a place: zero-based line and column, as the protocol counts. */
interface Spot {
  readonly line: number;
  readonly character: number;
}

/** An editor that has one integration.yaml open, with our schema. */
export interface Editor {
  /** Labels that are offered at the `|` of the text. */
  complete(textWithCursor: string): Promise<readonly string[]>;
  /** What is shown over the word behind the `|` of the text. */
  hover(textWithCursor: string): Promise<string>;
  /** Messages that underline something in the text. */
  diagnostics(text: string): Promise<readonly string[]>;
  close(): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

/** Starts yaml-language-server and speaks its protocol over standard input and output. */
export async function openEditor(): Promise<Editor> {
  const server = spawn(process.execPath, [serverPath, '--stdio'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const answers = new Map<number, (result: unknown) => void>();
  const published = new Map<string, (messages: readonly string[]) => void>();
  const send = (message: object): void => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const receive = ({ id, method, params, result }: Message): void => {
    if (method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = params as { uri: string; diagnostics: { message: string }[] };
      published.get(uri)?.(diagnostics.map(({ message }) => message));
    } else if (id !== undefined && method !== undefined) {
      send({ id, result: method === 'workspace/configuration' ? configuration(params) : null });
    } else if (id !== undefined) answers.get(id)?.(result);
  };
  onMessages(server.stdout, receive);
  let last = 0;
  const ask = (method: string, params: object): Promise<unknown> =>
    new Promise((resolve) => {
      last += 1;
      answers.set(last, resolve);
      send({ id: last, method, params });
    });
  await ask('initialize', { processId: process.pid, rootUri: null, capabilities });
  send({ method: 'initialized', params: {} });
  let count = 0;
  const show = (text: string): { uri: string; told: Promise<readonly string[]> } => {
    count += 1;
    const uri = `file:///project/${count}/integration.yaml`;
    const told = new Promise<readonly string[]>((resolve) => published.set(uri, resolve));
    const textDocument = { uri, languageId: 'yaml', version: 1, text };
    send({ method: 'textDocument/didOpen', params: { textDocument } });
    return { uri, told };
  };
  const at = (textWithCursor: string): { textDocument: { uri: string }; position: Spot } => {
    const before = textWithCursor.slice(0, textWithCursor.indexOf('|')).split('\n');
    const { uri } = show(textWithCursor.replace('|', ''));
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    return { textDocument: { uri }, position };
  };
  // The server answers before it has read its settings; it has, once it sees that this is no integration.
  while ((await show('nothing: here\n').told).length === 0);
  return {
    complete: async (text) => {
      const found = (await ask('textDocument/completion', at(text))) as {
        items: { label: string }[];
      };
      return found.items.map(({ label }) => label);
    },
    hover: async (text) => {
      const found = (await ask('textDocument/hover', at(text))) as {
        contents: { value: string };
      } | null;
      return found?.contents.value ?? '';
    },
    diagnostics: (text) => show(text).told,
    close: () => {
      server.kill();
    },
  };
}

const capabilities = {
  textDocument: { hover: { contentFormat: ['markdown'] }, completion: {} },
  workspace: { configuration: true },
};

function configuration(params: unknown): readonly unknown[] {
  const { items } = params as { items: { section: string }[] };
  const yaml = {
    schemas: { [pathToFileURL(schemaPath).href]: '**/integration.yaml' },
    schemaStore: { enable: false },
    hover: true,
    completion: true,
    validate: true,
    disableDefaultProperties: true,
  };
  return items.map(({ section }) => (section === 'yaml' ? yaml : null));
}

function onMessages(stream: NodeJS.ReadableStream, receive: (message: Message) => void): void {
  let waiting = Buffer.alloc(0);
  stream.on('data', (part: Buffer) => {
    waiting = Buffer.concat([waiting, part]);
    for (;;) {
      const header = /^(?:.*\r\n)*?Content-Length: (\d+)\r\n(?:.*\r\n)*?\r\n/.exec(
        waiting.toString('latin1'),
      );
      if (header === null) return;
      const start = header[0].length;
      const end = start + Number(header[1]);
      if (waiting.length < end) return;
      const message = waiting.subarray(start, end).toString('utf8');
      waiting = waiting.subarray(end);
      receive(JSON.parse(message) as Message);
    }
  });
}
