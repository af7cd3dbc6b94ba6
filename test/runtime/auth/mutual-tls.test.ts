import { expect, it } from 'vitest';
import { mutualTlsHost } from '../../../generators/runtime/files/mutual-tls.ts';
import { nodeHost } from '../../../generators/runtime/files/node-host.ts';
import { authority, clientCertificate, clientKey } from './certificates.ts';
import { startAuthorizationServer } from './authorization-server.ts';

it('opens its connections once for the calls that come first together', async () => {
  const server = await startAuthorizationServer({ tls: true });
  const secrets = (name: string): string =>
    name === 'CERTIFICATE' ? clientCertificate : clientKey;
  const names = { certificate: 'CERTIFICATE', privateKey: 'PRIVATE_KEY' };
  const origins = [new URL(server.url).origin];
  const host = mutualTlsHost(nodeHost(), { secrets, ...names, origins, authority });
  const request = { method: 'GET', headers: {}, redirect: 'manual' } as const;
  const get = async (): Promise<number> => {
    const { signal } = new AbortController();
    const { status } = await host.fetch(`${server.url}/.well-known/openid-configuration`, {
      ...request,
      signal,
    });
    return status;
  };
  expect(await Promise.all([get(), get(), get()])).toEqual([200, 200, 200]);
  await server.close();
});
