import type { Decision } from '../../plan/decision.ts';
import type { PlannedSystem } from '../../plan/system.ts';
import { standard } from './figures.ts';

/** How often secrets are changed and how long the old ones stay valid; nothing where there is no secret. */
export function rotationFigures(systems: readonly PlannedSystem[]): readonly Decision[] {
  const hasSecrets = systems.some(
    ({ auth, webhook }) => auth.secrets.length > 0 || webhook?.secret !== undefined,
  );
  return hasSecrets
    ? [
        standard(
          'rotationPeriod',
          'Nobody says how often secrets change; a quarter bounds what a leaked one is worth.',
          's',
        ),
        standard(
          'rotationOverlap',
          'Old and new are valid together until every process has read the new one.',
          's',
        ),
        ...(systems.some(({ auth }) => /mutual TLS/.test(auth.method.value))
          ? [
              standard(
                'certificateWarning',
                'A certificate takes weeks where another company must accept it.',
                's',
              ),
            ]
          : []),
      ]
    : [];
}
