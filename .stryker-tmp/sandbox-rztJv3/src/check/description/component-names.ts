// @ts-nocheck
import type { JsonObject } from '../../model/document.ts';
import { ownObject } from '../../model/json.ts';

/** Gives what is taken from a description its name among the components, each pointer always the same. */
export interface ComponentNames {
  nameOf(
    folder: string,
    segments: readonly string[],
  ): { readonly name: string; readonly isNew: boolean };
}

/** Names for the components of a description: its own where they are allowed, otherwise made from the pointer. */
export function componentNames(root: JsonObject): ComponentNames {
  const given = new Map<string, string>();
  const taken = new Set<string>();
  const components = ownObject(root, 'components');
  return {
    nameOf(folder, segments) {
      const key = [folder, ...segments].join('\n');
      const known = given.get(key);
      if (known !== undefined) return { name: known, isNew: false };
      const isOwn = segments.length === 3 && segments[0] === 'components' && segments[1] === folder;
      const wanted = isOwn ? cleanName(segments[2] ?? '') : madeName(segments);
      const unchanged = isOwn && wanted === segments[2];
      const reserved = ownObject(components, folder) ?? {};
      let name = wanted;
      for (
        let count = 2;
        taken.has(`${folder}/${name}`) || (!unchanged && Object.hasOwn(reserved, name));
        count++
      ) {
        name = `${wanted}_${count}`;
      }
      given.set(key, name);
      taken.add(`${folder}/${name}`);
      return { name, isNew: true };
    },
  };
}

// Words of the standard that say nothing about the thing.
const noise = new Set([
  'paths',
  'components',
  'schemas',
  'properties',
  'content',
  'schema',
  'parameters',
  'responses',
]);

function madeName(segments: readonly string[]): string {
  const words = segments.filter((segment) => !noise.has(segment)).map(cleanName);
  const name = words.join('_').replaceAll(/_{2,}/g, '_').slice(-80).replace(/^_/, '');
  return name === '' ? 'Part' : name;
}

function cleanName(text: string): string {
  const clean = text.replaceAll(/[^A-Za-z0-9._-]/g, '_');
  return clean === '' || clean in Object.prototype ? `${clean}_` : clean;
}
