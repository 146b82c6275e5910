/** Where the parts of an instance lie on the machine and, seen by PostgreSQL, inside the root of its own. */
export interface InstancePaths {
  /** The installed Debian root. */
  readonly root: string;
  /** The folder with the cluster; inside: /srv/NAME. */
  readonly home: string;
  /** The folder with the socket; inside: /srv/NAME-run. */
  readonly run: string;
  readonly name: string;
}

// The mounts live in a mount namespace of their own: they end with the last process in it, however that ends, and there
// is nothing to unmount. PostgreSQL is told to stop when the process that started it dies.
const ENTER = `
set -e
root=$1 home=$2 run=$3 name=$4
shift 4
mount -t tmpfs -o mode=755,size=1m tmpfs "$root/srv"
mkdir "$root/srv/$name" "$root/srv/$name-run"
mount --bind "$home" "$root/srv/$name"
mount --bind "$run" "$root/srv/$name-run"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mkdir -p "$root/dev/shm"
mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs "$root/dev/shm"
exec chroot "$root" /usr/bin/setpriv --reuid=postgres --regid=postgres --init-groups --pdeathsig INT "$@"
`;

/** The folder of PostgreSQL's programs inside the root. */
export const POSTGRES_PROGRAMS = '/usr/lib/postgresql/18/bin';

/** The paths as PostgreSQL sees them. */
export function insideRoot({ name }: InstancePaths): { readonly data: string; readonly run: string } {
  return { data: `/srv/${name}/data`, run: `/srv/${name}-run` };
}

/** The command line that runs a program inside the root, as its user postgres, with the instance's folders in place. */
export function inNamespace(paths: InstancePaths, program: string, args: readonly string[]): [string, string[]] {
  const { root, home, run, name } = paths;
  const command = [`${POSTGRES_PROGRAMS}/${program}`, ...args];
  return [
    'unshare',
    ['--mount', '--propagation', 'private', 'sh', '-c', ENTER, 'enter', root, home, run, name, ...command],
  ];
}
