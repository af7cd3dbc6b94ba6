/** Whether a text has the five fields of a cron expression. */
// @ts-nocheck

export function isCron(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  return fields.length === 5 && fields.every((field) => /^[0-9A-Za-z*/,#-]{1,60}$/.test(field));
}
