/** The command line: subcommands and their options. nvcc's flags are taken out first (nvcc-flags.ts), so that they may stand anywhere. */
import { Command } from 'commander';
import { archiveCommand } from './archive.js';
import type { BuildOptions } from './build.js';
import { buildCommand } from './build.js';
import type { CheckOptions } from './check.js';
import { checkCommand } from './check.js';
import { needsDeepStack, runWithDeepStack } from './deep-stack.js';
import { guarded } from './guarded.js';
import type { EmitOptions } from './emit.js';
import { emitCommand } from './emit.js';
import { defaultSettings, takeFlags } from './nvcc-flags.js';
import { findLibraries } from './libraries.js';
import { infoCommand } from './info.js';
import type { OptionRow, RunOptions } from './run-options.js';
import { cacheOption, runOptionRows } from './run-options.js';
import { nvccCommand } from './nvcc.js';
import { preludeCommand } from './prelude.js';
import type { ProfileOptions } from './profile.js';
import { profileCommand } from './profile.js';
import { runCommand } from './run.js';
import { preprocessCommand } from './preprocess.js';

// Who reads our output may stop reading it: that is no error of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? 0);
  });
}

function finish(code: Promise<number>): Promise<void> {
  return code.then((value) => {
    process.exitCode = value;
  });
}

const collect = (value: string, list: string[]): string[] => [...list, value];

const flagHelp = `
nvcc's flags are understood too: -I -D -U -include -std=c++11…20 -O0…3 -arch=sm_NN -use_fast_math -fmad= --extended-lambda -rdc= -dc -c -x cu …
-Os, -Oz: build makes modules smaller, with the optional package binaryen; their faults name no source lines.
-fno-simd: kernels on the CPU run one thread at a time, not four.
Arguments after -- go to the program.`;

const nvccHelp = `
-o FILE, -odir DIR; -c, -dc, -dw: objects; -lib: a static library; -dlink; -E, -M, -MD, -MF FILE, -MT NAME, -MP; @FILE, -optf FILE; -x cu; -L DIR -lNAME
-I -D -U -include -std=c++11…20 -O0…3 -arch=sm_NN -use_fast_math -fmad= -ftz= -prec-div= -prec-sqrt= --extended-lambda -rdc= …
Flags that cannot change what a program does are accepted; others are refused.
Executables read CUDA_WASM_DEVICE (auto, cpu, webgpu), CUDA_WASM_THREADS, CUDA_WASM_DIRS and CUDA_WASM_TIME_LIMIT.`;

/** Options that are listed as data. */
function addOptions(command: Command, rows: readonly OptionRow[]): Command {
  for (const row of rows) {
    if (row.isList) command.option(row.flags, row.text, collect, []);
    else command.option(row.flags, row.text, row.default);
  }
  return command;
}

/** Does what the process's arguments ask for; its exit code is in `process.exitCode` then. */
export async function main(): Promise<void> {
  const settings = defaultSettings();
  const argv = process.argv.slice(2);
  const separator = argv.indexOf('--');
  const own = separator < 0 ? argv : argv.slice(0, separator);
  const programArgs = separator < 0 ? [] : argv.slice(separator + 1);

  const program = new Command('cuda-wasm').description('Compiles CUDA C++ programs and runs them anywhere JavaScript runs.').version('0.1.0').showHelpAfterError("(see 'cuda-wasm help', or 'cuda-wasm help COMMAND' for a command's options)");

  /** A subcommand on sources; with -E they are only preprocessed. */
  function compile<T extends { readonly output?: string }>(body: (files: string[], options: T) => number | Promise<number>): (files: string[], options: T) => Promise<void> {
    return (files, options) => finish(guarded(() => (settings.preprocessOnly ? preprocessCommand(files, settings, options) : body([...files, ...findLibraries(settings)], options))));
  }

  addOptions(program.command('run').description('compile, link and run').argument('<files...>', 'sources (.cu, .cpp, .c) and objects (.o)'), runOptionRows)
    .addHelpText('after', flagHelp)
    .action(compile((files, options: RunOptions) => runCommand(files, programArgs, settings, options)));

  addOptions(program.command('profile').description('run, and tell where the time went').argument('<files...>', 'sources (.cu, .cpp, .c) and objects (.o)'), runOptionRows.filter((row) => row !== cacheOption && row.flags !== '--tune'))
    .option('--trace <file>', 'write a trace for Perfetto or chrome://tracing')
    .addHelpText('after', flagHelp)
    .action(compile((files, options: ProfileOptions) => profileCommand(files, programArgs, settings, options)));

  program
    .command('build')
    .description('compile and link to a WASI command module, to a page (-o x.html) or JavaScript module (-o x.mjs) that carries the program, or to an object with -c')
    .argument('<files...>')
    .option('-o, --output <file>', 'output file')
    .option('--device <device>', 'where kernels of pages and modules can run: auto (a GPU if there is one, else the CPU), cpu, webgpu', 'auto')
    .option('--check', 'test every memory access')
    .option('--side-files', 'of pages and modules: the WebAssembly modules are files beside them, of which only the one is loaded that runs')
    .option('--split', 'the same, and each kernel is a file, loaded when it is launched first')
    .option('--compress', 'write a .br beside each file (brotli 11), and print their sizes')
    .option(cacheOption.flags, cacheOption.text)
    .option('--verbose', 'print the time of each phase, and how each kernel runs')
    .option('--verify-ir', 'validate the IR after every pass')
    .addHelpText('after', flagHelp)
    .action(compile((files, options: BuildOptions) => buildCommand(files, settings, options)));

  program
    .command('check')
    .description('print diagnostics only')
    .argument('<files...>')
    .option('--json', 'machine-readable diagnostics on stdout')
    .addHelpText('after', flagHelp)
    .action(compile((files, options: CheckOptions) => checkCommand(files, settings, options)));

  program
    .command('emit')
    .description('print generated code')
    .argument('<files...>')
    .option('--ir', 'intermediate representation')
    .option('--wat', 'WebAssembly text')
    .option('--wgsl', 'WGSL of kernels')
    .option('--large', 'with --wgsl: of kernels that have one, the shader for large grids')
    .option('--kernel <name>', 'only this kernel or function')
    .option('--threads', 'WebAssembly for several threads')
    .option('--verify-ir', 'validate the IR after every pass')
    .addHelpText('after', flagHelp)
    .action(compile((files, options: EmitOptions) => emitCommand(files, settings, options)));

  program
    .command('info')
    .description('print the devices that run kernels, with their features and limits')
    .option('--json', 'as data')
    .action((options: { readonly json?: boolean }) => finish(guarded(() => infoCommand(program.version()!, options))));

  const nvcc = program
    .command('nvcc')
    .description("take nvcc's command lines: objects with -c, executables that Node runs, static libraries (for make, CMake)")
    .argument('[words...]', "nvcc's flags and files")
    .helpOption(false)
    .allowUnknownOption()
    .addHelpText('after', nvccHelp);

  program
    .command('archive', { hidden: true })
    .description('compile sources into a library of precompiled IR')
    .argument('<files...>')
    .requiredOption('-o, --output <file>', 'output file')
    .option('--threads', 'for programs that several threads run')
    .option('--bare <file>', 'write it without names and images as well')
    .option('--parts <folder>', 'write it in parts as well')
    .option('--seed <name=source,…>', 'a part with what these sources use', collect, [])
    .option('--verify-ir', 'validate the IR after every pass')
    .action((files: string[], options) => finish(guarded(() => archiveCommand(files, settings, options))));

  program
    .command('prelude', { hidden: true })
    .description('save what the headers before CUDA sources declare')
    .requiredOption('-o, --output <folder>', 'output folder')
    .action((options) => finish(guarded(() => preludeCommand(settings, options))));

  // A source in the command's place: what is wanted is hardly in doubt.
  const unknown = argv[0];
  if (unknown !== undefined && /\.(cu|cpp|cc|cxx|c)$/.test(unknown)) program.configureOutput({ outputError: (text, write) => write(text.replace(/\n$/, `; to compile and run it: cuda-wasm run ${unknown}\n`)) });

  // As c++ it is what CMake and make call for C and C++: sources stay what their names say.
  const isNvcc = argv[0] === 'nvcc' || argv[0] === 'c++';
  const rest = isNvcc ? [] : takeFlags(own, settings);
  if (isNvcc && (argv[1] === '--help' || argv[1] === '-h')) nvcc.outputHelp();
  else if (isNvcc) await finish(guarded(() => nvccCommand(argv.slice(1), program.version()!)));
  else if (needsDeepStack(settings)) process.exitCode = runWithDeepStack();
  else await program.parseAsync(rest, { from: 'user' });
}
