// @ts-nocheck
import { UsageError } from './usage-error.ts';

/** Hosts as `--allow-host` names them, `specs.example` or `specs.example:8443`; throws a usage error for anything else. */
export function allowedHosts(hosts: readonly string[] = []): readonly string[] {
  return hosts.map((text) => {
    const host = hostOf(text);
    if (host === undefined) {
      throw new UsageError(
        `${JSON.stringify(text)} is no host; --allow-host takes a name such as specs.example, or specs.example:8443.`,
      );
    }
    return host;
  });
}

function hostOf(text: string): string | undefined {
  if (!/^[^\s/?#@\\*]+$/.test(text) || !URL.canParse(`https://${text}`)) return undefined;
  return new URL(`https://${text}`).host;
}
