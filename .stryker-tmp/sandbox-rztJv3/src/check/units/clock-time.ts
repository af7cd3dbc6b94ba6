/** `22:00`, with or without a zone behind, in minutes after midnight. */
// @ts-nocheck

export function parseClockTime(text: string): { minutes: number; zone?: string } | undefined {
  const [, hours, minutes, zone] = /^(\d{1,2}):(\d{2})(?: (\S{1,60}))?$/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const time = { minutes: Number(hours) * 60 + Number(minutes) };
  return zone === undefined ? time : { ...time, zone };
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
