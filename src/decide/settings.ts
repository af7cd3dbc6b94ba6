import type { Deployment, Integration } from '../model/integration.ts';
import type { Declared } from '../model/place.ts';
import type { Decision, DecisionValue, Unit } from '../plan/decision.ts';
import { count } from '../plan/figure.ts';
import type { Settings } from '../plan/plan.ts';
import { defaults } from './defaults.ts';
import { derived, stated } from './derive.ts';
import { declaredAt, declaredOr } from './rule.ts';

/** What holds for every system and flow of an integration: as written, else the defaults. */
export function decideSettings(integration: Integration): Settings {
  const { assume, deployment } = integration;
  const instances = setting(deployment.instances, {
    name: 'instances',
    reason: 'The limits are divided among the processes that run, and one is assumed to be enough.',
  });
  return {
    outage: setting(assume.outage, {
      name: 'outage',
      unit: 's',
      reason:
        'Any system is taken to be away so long at a stretch; queues, retries and the worst latency are measured by it.',
    }),
    utilisation: setting(assume.utilisation, {
      name: 'utilisation',
      unit: 'share',
      reason:
        'Only this share of a limit is planned for, so that retries and a backlog find room in the rest.',
    }),
    jitter: setting(assume.jitter, {
      name: 'jitter',
      unit: 's',
      reason:
        'Two calls may come closer together on their way by this much, so the limiter keeps it free.',
    }),
    instances,
    limiterStore: limiterStore(deployment, instances),
    secretStore: secretStore(deployment),
    ...cloudParts(deployment),
    timezone: setting(integration.timezone, {
      name: 'timezone',
      reason: 'Every clock time without a zone of its own is read in this one.',
    }),
    slo: setting(integration.slo, {
      name: 'slo',
      unit: 'share',
      reason:
        'So many items are to be delivered within the promise; alerts on the burn rate follow from it.',
    }),
  };
}

type Name = 'outage' | 'utilisation' | 'jitter' | 'instances' | 'timezone' | 'slo';

function setting<T extends DecisionValue>(
  declared: Declared<T> | undefined,
  { name, reason, unit }: { name: Name & DefaultOf<T>; reason: string; unit?: Unit },
): Decision<T> {
  // The default with this name has the type of the declared value, by the type of `name`.
  const fallback = { name, value: defaults[name] as DecisionValue as T };
  return {
    id: `settings.${name}`,
    ...declaredOr(declared, fallback),
    ...(unit === undefined ? {} : { unit }),
    reason,
  };
}

type DefaultOf<T> = {
  [Key in Name]: (typeof defaults)[Key] extends T ? Key : never;
}[Name];

function limiterStore(
  { limiter }: Deployment,
  instances: Decision<number>,
): Settings['limiterStore'] {
  const id = 'settings.limiter-store';
  if (limiter !== undefined) {
    return stated(id, declaredAt(limiter.at), {
      value: limiter.value,
      reason: 'The file says where the processes count their calls together.',
    });
  }
  const isOne = instances.value === 1;
  return derived<'memory' | 'redis' | 'postgres'>(
    id,
    {
      value: isOne ? defaults.limiterOfOne : defaults.limiterOfSeveral,
      reason: isOne
        ? 'One process counts in its own memory; a shared store would only add a way to fail.'
        : 'Several processes share each limit, so they must count in one place.',
      formula: `${count(instances.value)} instance${isOne ? '' : 's'}`,
    },
    [instances],
  );
}

/** What a cloud calls its own parts. */
interface Cloud {
  readonly name: RegExp;
  readonly secrets: string;
  readonly queue: string;
  readonly scheduler: string;
}

const clouds: readonly Cloud[] = [
  {
    name: /aws|amazon/i,
    secrets: 'AWS Secrets Manager',
    queue: 'Amazon SQS',
    scheduler: 'Amazon EventBridge Scheduler',
  },
  {
    name: /gcp|google/i,
    secrets: 'Google Secret Manager',
    queue: 'Google Cloud Tasks',
    scheduler: 'Google Cloud Scheduler',
  },
  {
    name: /azure|microsoft/i,
    secrets: 'Azure Key Vault',
    queue: 'Azure Service Bus',
    scheduler: 'Azure Container Apps jobs',
  },
];

/** The cloud's own queue and scheduler, where the file names a cloud that has them. */
function cloudParts({ cloud }: Deployment): Pick<Settings, 'cloudQueue' | 'cloudScheduler'> {
  const known = clouds.find(({ name }) => name.test(cloud?.value ?? ''));
  if (cloud === undefined || known === undefined) return {};
  return {
    cloudQueue: stated('settings.cloud-queue', declaredAt(cloud.at), {
      value: known.queue,
      reason: `So ${cloud.value} calls the queue that it runs; it is weighed against the store that needs no service.`,
    }),
    cloudScheduler: stated('settings.cloud-scheduler', declaredAt(cloud.at), {
      value: known.scheduler,
      reason: `So ${cloud.value} calls what starts a job at a time; one job that it starts runs once however many processes there are.`,
    }),
  };
}

function secretStore({ secrets, cloud }: Deployment): Decision<string> {
  const id = 'settings.secret-store';
  if (secrets !== undefined) {
    return stated(id, declaredAt(secrets.at), {
      value: secrets.value,
      reason: 'The file says where secrets are kept.',
    });
  }
  const known = clouds.find(({ name }) => name.test(cloud?.value ?? ''));
  if (cloud !== undefined && known !== undefined) {
    return stated(id, declaredAt(cloud.at), {
      value: known.secrets,
      reason: `The file names ${cloud.value}, whose own store keeps secrets out of images and environments.`,
    });
  }
  return stated(
    id,
    { kind: 'default', name: 'secretStore' },
    {
      value: defaults.secretStore,
      reason:
        'The file names no cloud and no store, so the secrets come by reference from whatever store the platform has.',
    },
  );
}
