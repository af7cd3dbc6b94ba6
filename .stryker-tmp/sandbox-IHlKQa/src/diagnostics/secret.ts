/** Forms in which well-known services write keys and tokens; bounded, so that hostile text costs linear time. */
// @ts-nocheck

const knownForms = [
  /\b[srp]k_(?:live|test|prod)_[A-Za-z0-9]{6}/,
  /\bgh[pousr]_[A-Za-z0-9]{16}/,
  /\bgithub_pat_[A-Za-z0-9_]{16}/,
  /\bglpat-[A-Za-z0-9_-]{16}/,
  /\bxox[abeoprs]-[A-Za-z0-9-]{8}/,
  /\bA[KS]IA[A-Z0-9]{16}/,
  /\bAIza[A-Za-z0-9_-]{30}/,
  /\bSG\.[A-Za-z0-9_-]{16}/,
  /\bwhsec_[A-Za-z0-9+/=]{8}/,
  /\beyJ[A-Za-z0-9_-]{8,500}\.[A-Za-z0-9_-]{8}/,
  // Capitals and digits alone could be a name, but no name of so many letters has no underscore.
  /\b(?=(?:[A-Z]{0,40}\d){4})[A-Z0-9]{24,200}\b/,
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY/,
  /:\/\/[^/\s:@]{1,200}:[^/\s@]{1,200}@/,
  // In these two, backslashes are slashes, and there need be none.
  /\bhttps?:[\\/]{0,20}[^/\\\s:@]{1,200}:[^/\\\s@]{1,200}@/i,
  /[?&](?:api_?key|(?:access_?|auth_?)?token|(?:client_?)?secret|password|signature|sig)=[^&\s${<"']{6}/i,
];

const assigned =
  /(?:secret|password|passwd|private_?key|access_?key|api_?key|host_?key|token|credentials?|authorization)["']?[ \t]{0,20}:[ \t]{0,20}["']?([^\s"',}\]]+)/gi;
// A bracket that stands alone opens a list; `[hunter2` is a value that somebody forgot to quote.
const harmless = /^(?:\[?[A-Z][A-Z0-9_]{2,}|none|static|rotating|unknown|[|>][+-]?\d?|[[{]|\{.*)$/;

/** Whether a value has the form of a key, a token, or an address with a password in it. */
export function looksLikeSecret(text: string): boolean {
  return knownForms.some((form) => form.test(text));
}

/** Whether the name of a key says that its value is a secret. */
export function isSecretKey(name: string): boolean {
  return /secret|passw|token|private_?key|api_?key|access_?key|credential|authorization/i.test(
    name.slice(0, 200),
  );
}

/** Whether a key is the name of a secret with its value behind it, because a colon was forgotten. */
export function isPastedPair(key: string): boolean {
  return /(?:secret|password|passwd|token|key|credentials?|authorization)["']?[\s:=]{1,20}\S/i.test(
    key.slice(0, 200),
  );
}

/** Whether a line of a file may hold the value of a secret, and must not be printed. */
export function holdsSecret(line: string): boolean {
  if (looksLikeSecret(line)) return true;
  for (const [, value] of line.matchAll(assigned))
    if (value !== undefined && !harmless.test(value)) return true;
  return false;
}
