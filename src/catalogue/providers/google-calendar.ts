import type { Provider } from '../../model/provider.ts';
import { cited } from '../evidence.ts';
import { minute, requests } from '../forms.ts';

const quota = cited('https://developers.google.com/calendar/api/guides/quota', '2026-05-01');

/** Google's Calendar API. */
export const googleCalendar: Provider = {
  name: 'google-calendar',
  title: 'Google Calendar',
  limits: [
    { value: requests(10_000, minute, { scope: 'project' }), from: quota },
    { value: requests(600, minute, { scope: 'user' }), from: quota },
  ],
  cautions: [
    {
      about: 'calls',
      value: 'read the quota in the console: projects of May 2026 and later have others',
      from: quota,
    },
    {
      about: 'calls',
      value: 'tell a 403 of too many calls from a 403 of missing rights by its body',
      from: quota,
    },
  ],
  remembered: [{ about: 'repeats', what: 'an event with an id of our own is created once' }],
};
