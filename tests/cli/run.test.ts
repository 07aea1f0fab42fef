/** `cuda-wasm run`: arguments, streams, exit codes, signals, files. */
import { describe, expect, test } from 'vitest';
import { createWorkplace } from './command.js';

const elsewhere = createWorkplace({ text: 'there\n' }).folder;
const { run, start } = createWorkplace({
  text: 'here\n',
  'echo.cu': `#include <cstdio>
int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) printf("[%s]", argv[i]);
  int n, sum = 0;
  while (scanf("%d", &n) == 1) sum += n;
  printf(" %d\\n", sum);
  fprintf(stderr, "to stderr\\n");
  return argc;
}
`,
  'kernel.cu': `#include <cstdio>
__global__ void square(int *p) { p[threadIdx.x] = threadIdx.x * threadIdx.x; }
int main() {
  int *p;
  cudaMallocManaged(&p, 32 * sizeof(int));
  square<<<1, 32>>>(p);
  cudaDeviceSynchronize();
  printf("%d\\n", p[31]);
}
`,
  'first.cu': 'int second(int);\n#include <cstdio>\nint main() { printf("%d\\n", second(20)); }\n',
  'second.cpp': 'int second(int x) { return 2 * x + 2; }\n',
  'read.cu': `#include <cstdio>
int main(int argc, char **argv) {
  FILE *f = fopen(argv[1], "r");
  if (!f) { perror("open"); return 3; }
  char line[64];
  fputs(fgets(line, sizeof line, f), stdout);
}
`,
  'rooted.cu': `#include <cstdio>
#include <string>
int main(int argc, char **argv) {
  FILE *f = fopen((std::string("/") + argv[1]).c_str(), "r");
  if (!f) return 3;
  char line[64];
  fputs(fgets(line, sizeof line, f), stdout);
}
`,
  'forever.cu': '#include <cstdio>\nint main() { puts("started"); fflush(stdout); for (volatile int i = 0;;) i = i + 1; }\n',
  'lines.cu': '#include <cstdio>\nint main() { for (int i = 0; i < 200000; i++) printf("line %d of the output\\n", i); }\n',
  'abort.cu': '#include <cstdlib>\nint main() { abort(); }\n',
  'trap.cu': '#include <cstdio>\nint main(int argc, char **) {\n  int zero = argc - 1;\n  printf("%d\\n", 7 / zero);\n}\n',
});

test('arguments, standard input and exit code are the program’s', () => {
  expect(run('run echo.cu -- one -O2 --dir', '1 2 3\n4')).toEqual({ stdout: '[one][-O2][--dir] 10\n', stderr: 'to stderr\n', code: 4 });
});

test('kernels run', () => {
  expect(run('run kernel.cu')).toEqual({ stdout: '961\n', stderr: '', code: 0 });
});

test('several units, CUDA and C++', () => {
  expect(run('run first.cu second.cpp')).toEqual({ stdout: '42\n', stderr: '', code: 0 });
});

test('the working directory is visible, and the folder of a named file; others with --dir', () => {
  expect(run('run read.cu -- text').stdout).toBe('here\n');
  expect(run(`run read.cu -- ${elsewhere}/text`)).toMatchObject({ stdout: 'there\n', code: 0 });
  expect(run(`run rooted.cu -- ${elsewhere.slice(1)}/text`)).toMatchObject({ stdout: '', code: 3 });
  expect(run(`run rooted.cu --dir ${elsewhere} -- ${elsewhere.slice(1)}/text`)).toMatchObject({ stdout: 'there\n', code: 0 });
});

test('--verbose tells the time of the phases', () => {
  const { stderr } = run('run kernel.cu --verbose');
  for (const phase of ['preprocess', 'parse', 'check', 'lower', 'link', 'optimize', 'emit']) expect(stderr).toMatch(new RegExp(`^${phase} +\\d+\\.\\d\\d ms$`, 'm'));
});

describe('endings', () => {
  test('abort and traps give the exit codes of signals', () => {
    expect(run('run abort.cu').code).toBe(134);
    const { code, stderr } = run('run trap.cu -O0');
    expect(code).toBe(136);
    expect(stderr).toMatch(/^trap\.cu:4: Floating point exception: integer division by zero\n {4}in int main\(int, char \*\*\) \(trap\.cu:4\)\n/);
  });

  test('SIGINT ends the program', async () => {
    const child = start('run forever.cu');
    child.stdout!.once('data', () => child.kill('SIGINT'));
    const ended = await new Promise((resolve) => child.on('close', (code, signal) => resolve(signal ?? code)));
    expect(['SIGINT', 130]).toContain(ended);
  });

  test('a reader that stops is no failure of the compiler', async () => {
    const child = start('emit --wat kernel.cu');
    let stderr = '';
    child.stderr!.on('data', (text) => {
      stderr += String(text);
    });
    child.stdout!.once('data', () => child.stdout!.destroy());
    await new Promise((resolve) => child.on('close', resolve));
    expect(stderr).toBe('');
  });

  test('long outputs arrive whole', () => {
    const { stdout } = run('run lines.cu');
    expect(stdout.length).toBe(Array.from({ length: 200000 }, (_, i) => `line ${i} of the output\n`.length).reduce((a, b) => a + b));
    const wat = run('emit --wat kernel.cu').stdout;
    expect(wat.startsWith('(module')).toBe(true);
    expect(wat.trimEnd().endsWith(')')).toBe(true);
  });
});
