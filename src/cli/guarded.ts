/** Runs a subcommand's body, anew where it needs a deeper stack; a failure of the compiler itself is told as such. Gives the exit code. */
import { CompilerFailure } from '../driver/compiler-failure.js';
import { NeedsDeepStack, runWithDeepStack } from './deep-stack.js';

export async function guarded(body: () => number | Promise<number>): Promise<number> {
  try {
    return await body();
  } catch (error) {
    if (error instanceof NeedsDeepStack || (error instanceof CompilerFailure && error.cause instanceof NeedsDeepStack)) return runWithDeepStack();
    const where = error instanceof CompilerFailure ? ` in phase '${error.phase}' while compiling ${error.file}` : '';
    process.stderr.write(
      `internal compiler error${where}: ${error instanceof Error ? error.message : String(error)}\n` +
        'This is a bug of cuda-wasm, not of your program. Please report it with the source that shows it.\n',
    );
    const cause = error instanceof CompilerFailure ? error.cause : error;
    if (process.env.CUDA_WASM_TRACE !== undefined && cause instanceof Error) process.stderr.write(`${cause.stack ?? ''}\n`);
    return 1;
  }
}
