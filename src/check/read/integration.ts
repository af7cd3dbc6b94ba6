import type { Deployment, Integration } from '../../model/integration.ts';
import { declared, type Node } from '../node.ts';
import { present } from '../../model/present.ts';
import { readZone } from './clock.ts';
import { readCompliance } from './compliance.ts';
import { readFlows } from './flow.ts';
import { readSystem } from './system.ts';
import { withDirections } from './two-way.ts';
import { count, duration, oneOf, read, readDeclared, share, words } from './value.ts';

/** The whole document as a model; operations are names still, and nothing is defaulted. */
export function readIntegration(root: Node, file: string): Integration {
  const name = read(root.child('integration'), words) ?? '';
  const zoneNode = root.child('timezone');
  const ownZone = readZone(zoneNode);
  const zone = ownZone ?? 'UTC';
  const systems = (root.child('systems')?.entries() ?? []).map(([id, node]) =>
    readSystem(id, node, zone),
  );
  const flows = readFlows(root.child('flows'), { systems, zone });
  return {
    name,
    file,
    assume: readAssumptions(root.child('assume')),
    deployment: readDeployment(root.child('deployment')),
    output: read(root.child('output')?.child('directory'), words) ?? `integrations/${name}`,
    systems: systems.map((system) => withDirections(system, flows)),
    flows,
    ...present({
      description: readDeclared(root.child('description'), words),
      owner: readDeclared(root.child('owner'), words),
      timezone:
        zoneNode === undefined || ownZone === undefined ? undefined : declared(zoneNode, ownZone),
      slo: readDeclared(root.child('slo'), share),
      compliance: readCompliance(root.child('compliance')),
    }),
  };
}

function readAssumptions(node: Node | undefined): Integration['assume'] {
  return present({
    outage: readDeclared(node?.child('outage'), duration),
    utilisation: readDeclared(node?.child('utilisation'), share),
    jitter: readDeclared(node?.child('jitter'), duration),
  });
}

function readDeployment(node: Node | undefined): Deployment {
  return present({
    instances: readDeclared(node?.child('instances'), count),
    queue: readDeclared(node?.child('queue'), oneOf('sqlite', 'postgres', 'nats', 'rabbitmq')),
    limiter: readDeclared(node?.child('limiter'), oneOf('memory', 'redis', 'postgres')),
    secrets: readDeclared(node?.child('secrets'), words),
    cloud: readDeclared(node?.child('cloud'), words),
    region: readDeclared(node?.child('region'), words),
  });
}
