/** What the compiler was doing when it failed: for the report of an internal error. */
export class CompilerFailure extends Error {
  constructor(
    readonly phase: string,
    readonly file: string,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}
