import {
  findProgram,
  installLine,
  type DebianProgram,
  type ProgramBinary,
} from './debian-program.ts';

const redis: DebianProgram = {
  name: 'redis-server',
  packages: [
    'redis-server',
    'redis-tools',
    'liblzf1',
    'libjemalloc2',
    'liblua5.1-0',
    'lua-cjson',
    'lua-bitop',
  ],
};

/** What a person types where the tests cannot do it. */
export const redisInstallLine = installLine(redis);

/** The server on the PATH, or else from Debian's packages. */
export function findRedis(): ProgramBinary | undefined {
  return findProgram(redis);
}
