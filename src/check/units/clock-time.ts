/** `22:00`, with or without a zone behind, in minutes after midnight. */
export function parseClockTime(text: string): { minutes: number; zone?: string } | undefined {
  const [, hours, minutes, zone] = /^(\d{1,2}):(\d{2})(?: (\S{1,60}))?$/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const time = { minutes: Number(hours) * 60 + Number(minutes) };
  return zone === undefined ? time : { ...time, zone };
}

/** `06:00-22:00`, with or without a zone behind, in minutes after midnight; 24:00 is the end of the day. */
export function parseClockRange(
  text: string,
): { from: number; to: number; zone?: string } | undefined {
  const [, start, end, zone] = /^(\d{1,2}:\d{2})-(\d{1,2}:\d{2})(?: (\S{1,60}))?$/.exec(text) ?? [];
  const from = parseClockTime(start ?? '')?.minutes;
  const to = end === '24:00' ? 1440 : parseClockTime(end ?? '')?.minutes;
  if (from === undefined || to === undefined || from === to) return undefined;
  return zone === undefined ? { from, to } : { from, to, zone };
}

/** Whether a name is a time zone of the IANA database. */
export function isTimeZone(name: string): boolean {
  if (name === 'UTC') return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
