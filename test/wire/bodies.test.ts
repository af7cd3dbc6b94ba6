import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { bodyCases } from './body-cases.ts';
import { buildClient, type Built, type BuiltClient } from './built-client.ts';
import { partsOf } from './multipart-parts.ts';
import { refused } from './parameter-cases.ts';
import { startRecorder, type Recorder } from './recorder.ts';

/** One operation for each case. */
function description(): unknown {
  const paths = bodyCases.map(({ content }, index) => [
    `/case${index}`,
    {
      post: {
        operationId: `case${index}`,
        requestBody: {
          content: Object.fromEntries(
            Object.entries(content).map(([type, more]) => [type, { schema: {}, ...more }]),
          ),
        },
        responses: { '200': { description: 'It arrived.' } },
      },
    },
  ]);
  return {
    openapi: '3.1.1',
    info: { title: 'Bodies', version: '1' },
    servers: [{ url: 'https://api.example' }],
    paths: Object.fromEntries(paths) as unknown,
  };
}

describe('a body arrives as the standards write it', () => {
  let built: Built;
  let recorder: Recorder;
  let client: BuiltClient;
  beforeAll(async () => {
    recorder = await startRecorder();
    built = await buildClient(description(), { operation: 'case0' });
    client = built.client(recorder.baseUrl);
  }, 120_000);
  afterAll(async () => {
    built.remove();
    await recorder.close();
  });

  it.each(bodyCases.map((one, index) => ({ ...one, index })))(
    '$title',
    async ({ index, body, contentType, expected }) => {
      recorder.arrivals.length = 0;
      const choice = contentType === undefined ? {} : { contentType };
      const sent = client[`case${index}`]?.({ body, ...choice });
      if (expected === refused) {
        await expect(sent).rejects.toMatchObject({ kind: 'invalid_request', requestSent: false });
        expect(recorder.arrivals).toEqual([]);
        return;
      }
      await sent;
      const [arrival] = recorder.arrivals;
      if (arrival === undefined) throw new Error('Nothing arrived.');
      const type = arrival.headers['content-type'] ?? 'absent';
      if ('parts' in expected) {
        expect(type).toMatch(/^multipart\/[a-z-]+; boundary=[\w-]+$/);
        expect(partsOf(arrival.body, type)).toEqual(expected.parts);
      } else expect({ type, text: arrival.body.toString() }).toEqual(expected);
    },
  );

  it('all bytes of a file arrive as they are', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const index = bodyCases.findIndex(({ title }) => title === 'a binary body');
    recorder.arrivals.length = 0;
    await client[`case${index}`]?.({ body: bytes });
    expect(recorder.arrivals[0]?.body).toEqual(Buffer.from(bytes));
  });
});
