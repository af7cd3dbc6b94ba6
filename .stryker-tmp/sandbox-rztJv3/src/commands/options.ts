/** What `build` and `check` take from a program. */
// @ts-nocheck

export interface CommandOptions {
  /** Paths or globs of integration.yaml files. */
  readonly files: string | readonly string[];
  /** The working directory; that of the process where absent. */
  readonly cwd?: string;
  /** Output directory instead of the one in the file; for one file only. */
  readonly out?: string;
  /** Build although the verdict is infeasible. */
  readonly acceptInfeasible?: boolean;
  /** Hosts from which specs may be fetched by https, `specs.example` or `specs.example:8443`; none where absent. */
  readonly allowHosts?: readonly string[];
}

export interface BuildOptions extends CommandOptions {
  /** Overwrite generated files that were edited by hand. */
  readonly force?: boolean;
  /** Say what would change, with diffs, and write nothing. */
  readonly dryRun?: boolean;
  /** Fail (3) where git would not commit what this build read and wrote as it stands on disk; for a pre-commit hook. */
  readonly staged?: boolean;
}
