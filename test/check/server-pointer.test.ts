import { describe, expect, it } from 'vitest';

import { serverPointer } from '../../src/check/description/server.ts';

describe('the place of a base address', () => {
  it('is that of the first usable server', () => {
    const servers = [{ url: 'ftp://files.example' }, { url: 'https://api.example/v1' }];
    expect(serverPointer({ servers }, '3.0.3')).toBe('/servers/1/url');
  });

  it('is the host of a Swagger 2.0 file, which knows no servers', () => {
    expect(serverPointer({ servers: [{ url: 'https://api.example' }] }, '2.0')).toBe('/host');
  });
});
