/** Files in memory, descriptors, clocks, arguments: the WASI of sandboxed programs. The programs print what they print under Linux. Needs `npm run build`. */
import { describe, expect, it } from 'vitest';
import { runModule } from '../../src/runtime/cpu/run-program.js';
import { createMemoryHost } from '../../src/runtime/sandbox/memory-host.js';
import { compile } from './compile.js';

const decoder = new TextDecoder();

function run(source: string, options: { args?: readonly string[]; files?: Readonly<Record<string, string>>; stdin?: string } = {}): { code: number; output: string; files: Record<string, string> } {
  let output = '';
  const encoder = new TextEncoder();
  const write = (bytes: Uint8Array): void => {
    output += decoder.decode(bytes);
  };
  const host = createMemoryHost({
    args: ['program', ...(options.args ?? [])], env: {}, stdin: encoder.encode(options.stdin ?? ''), writeStdout: write, writeStderr: write,
    files: Object.fromEntries(Object.entries(options.files ?? {}).map(([path, text]) => [path, encoder.encode(text)])),
  });
  const code = runModule(new WebAssembly.Module(compile({ 'main.cpp': source })), host);
  return { code, output, files: Object.fromEntries(Object.entries(host.readFiles()).map(([path, bytes]) => [path, decoder.decode(bytes)])) };
}

const head = '#include <cerrno>\n#include <cstdio>\n#include <cstdlib>\n#include <cstring>\n#include <dirent.h>\n#include <fcntl.h>\n#include <sys/stat.h>\n#include <time.h>\n#include <unistd.h>\n';

const refusals = `${head}
static void told(long result) {
  if (result >= 0) { printf("%ld\\n", result); return; }
  const char* name = errno == EISDIR ? "EISDIR" : errno == ENOENT ? "ENOENT" : errno == ENOTDIR ? "ENOTDIR" : errno == EEXIST ? "EEXIST" : errno == ENOTEMPTY ? "ENOTEMPTY" : errno == EINVAL ? "EINVAL" :
    errno == EPERM ? "EPERM" : errno == EBADF ? "EBADF" : "?";
  printf("%ld %s\\n", result, name);
}
int main() {
  mkdir("d", 0755);
  mkdir("d/e", 0755);
  close(open("f", O_CREAT | O_WRONLY, 0644));
  close(open("d/g", O_CREAT | O_WRONLY, 0644));
  told(unlink("d"));
  told(unlink("none"));
  told(rmdir("f"));
  told(mkdir("d", 0755));
  told(rmdir("d"));
  told(rename("d", "d/e/inside"));
  told(rename("d", "f"));
  told(rename("f", "d"));
  mkdir("other", 0755);
  told(rename("other", "d"));
  told(rename("d", "other"));
  told(link("other", "linked"));
  told(link("f", "other/g"));
  told(open("f/x", O_RDONLY));
  int f = open("f", O_RDWR);
  told(lseek(f, -1, SEEK_SET));
  close(f);
  told(write(f, "x", 1));
  char c[2];
  told(readlink("f", c, 2));
  told(readlink("none", c, 2));
}`;

const status = `${head}
#include <sys/time.h>
int main() {
  int f = open("a", O_CREAT | O_WRONLY, 0644);
  write(f, "abc", 3);
  link("a", "b");
  struct stat a, b;
  stat("a", &a);
  stat("b", &b);
  printf("%d %d\\n", (int)a.st_nlink, (int)b.st_nlink);
  unlink("a");
  stat("b", &b);
  printf("%d %d\\n", (int)b.st_nlink, (int)b.st_size);
  struct timeval times[2] = { { 1000000, 0 }, { 2000000, 0 } };
  utimes("b", times);
  stat("b", &b);
  printf("%ld %ld\\n", (long)b.st_atime, (long)b.st_mtime);
  write(f, "d", 1);
  stat("b", &b);
  printf("%d %d\\n", b.st_ino == a.st_ino, b.st_mtime > 1600000000);
}`;

const removal = `${head}
int main() {
  mkdir("many", 0755);
  for (int i = 0; i < 300; i++) {
    char name[80];
    snprintf(name, sizeof name, "many/a file with a longer name %d", i);
    close(open(name, O_CREAT | O_WRONLY, 0644));
  }
  int removed = 0;
  DIR* d = opendir("many");
  while (struct dirent* e = readdir(d)) {
    if (e->d_name[0] == '.') continue;
    char name[300];
    snprintf(name, sizeof name, "many/%s", e->d_name);
    removed += unlink(name) == 0;
  }
  closedir(d);
  printf("%d removed, rmdir %d\\n", removed, rmdir("many"));
}`;

describe('files', () => {
  it('know how they were opened', () => {
    const { output } = run(`${head}
static void fails(long result, int error) { printf("%ld %d\\n", result, errno == error); }
int main() {
  int r = open("a.txt", O_RDONLY), w = open("b.txt", O_WRONLY | O_CREAT, 0644);
  char c;
  fails(write(r, "x", 1), EBADF);
  fails(read(w, &c, 1), EBADF);
  printf("%d %d %d\\n", fcntl(r, F_GETFL) & O_ACCMODE, fcntl(w, F_GETFL) & O_ACCMODE, O_WRONLY);
  fails(open(".", O_WRONLY), EISDIR);
  fails(open("none", O_RDONLY), ENOENT);
  fails(open("a.txt", O_RDWR | O_CREAT | O_EXCL, 0644), EEXIST);
  close(r);
  printf("%d\\n", open("a.txt", O_RDONLY) == r);
}`, { files: { 'a.txt': 'a' } });
    expect(output).toBe('-1 1\n-1 1\n0 1 1\n-1 1\n-1 1\n-1 1\n1\n');
  });

  it('grow, shrink and are appended to', () => {
    const { output, files } = run(`${head}
int main() {
  FILE* a = fopen("a.txt", "a");
  FILE* again = fopen("a.txt", "a");
  fputs("one ", a);
  fflush(a);
  fputs("two ", again);
  fflush(again);
  fputs("three\\n", a);
  fclose(a);
  fclose(again);
  int t = open("t.bin", O_RDWR | O_CREAT | O_TRUNC, 0644);
  write(t, "abcdef", 6);
  ftruncate(t, 2);
  ftruncate(t, 5);
  pwrite(t, "z", 1, 7);
  char back[9] = {};
  int n = (int)pread(t, back, 9, 0);
  for (int i = 0; i < n; i++) printf("%d ", back[i]);
  printf("%d\\n", n);
  struct stat s;
  fstat(t, &s);
  printf("%d %d\\n", (int)s.st_size, S_ISREG(s.st_mode));
}`, { files: { 'a.txt': 'zero ' } });
    expect(output).toBe('97 98 0 0 0 0 0 122 8\n8 1\n');
    expect(files).toMatchObject({ 'a.txt': 'zero one two three\n' });
  });

  it('are written piece by piece without being copied each time', () => {
    const start = performance.now();
    const { output } = run(`${head}
int main() {
  int f = open("big.bin", O_WRONLY | O_CREAT, 0644);
  static char block[1024];
  for (int i = 0; i < 65536; i++) write(f, block, sizeof block);
  printf("%ld\\n", (long)lseek(f, 0, SEEK_CUR));
}`);
    expect(output).toBe('67108864\n');
    // Copied each time it would be 2 TB.
    expect(performance.now() - start).toBeLessThan(30_000);
  });

  it('lie in folders', () => {
    const { output, files } = run(`${head}
int main() {
  char cwd[80];
  printf("%s\\n", getcwd(cwd, sizeof cwd));
  mkdir("made", 0755);
  chdir("made");
  fclose(fopen("inside.txt", "w"));
  rename("inside.txt", "../moved.txt");
  rmdir("/made");
  DIR* d = opendir("/data");
  while (struct dirent* e = readdir(d)) if (e->d_name[0] != '.') printf("%s\\n", e->d_name);
  closedir(d);
  printf("%d %d\\n", access("/data/x.txt", R_OK), unlink("/data/sub/y.txt"));
}`, { files: { 'data/x.txt': 'x', 'data/sub/y.txt': 'y' } });
    expect(output).toBe('/\nx.txt\nsub\n0 0\n');
    expect(files).toEqual({ 'data/x.txt': 'x', 'moved.txt': '' });
  });

  it('refuse what Linux refuses', () => {
    const { output } = run(refusals, {});
    expect(output).toBe('-1 EISDIR\n-1 ENOENT\n-1 ENOTDIR\n-1 EEXIST\n-1 ENOTEMPTY\n-1 EINVAL\n-1 ENOTDIR\n-1 EISDIR\n-1 ENOTEMPTY\n0\n-1 EPERM\n-1 EEXIST\n-1 ENOTDIR\n-1 EINVAL\n-1 EBADF\n-1 EINVAL\n-1 ENOENT\n');
  });

  it('have names, links and times', () => {
    const { output } = run(status, {});
    expect(output).toBe('2 2\n1 3\n1000000 2000000\n1 1\n');
  });

  it('may be removed while a folder is read', () => {
    const { output } = run(removal, {});
    expect(output).toBe('300 removed, rmdir 0\n');
  });

  it('leave the arrays that they were given alone', () => {
    const given = new TextEncoder().encode('before and behind').subarray(0, 6);
    const host = createMemoryHost({ args: ['program'], env: {}, stdin: new Uint8Array(), writeStdout() {}, writeStderr() {}, files: { 'a.txt': given } });
    runModule(new WebAssembly.Module(compile({ 'main.cpp': `${head}int main() { int f = open("a.txt", O_RDWR); write(f, "B", 1); ftruncate(f, 9); }` })), host);
    expect(decoder.decode(host.readFiles()['a.txt'])).toBe('Before\0\0\0');
    expect(decoder.decode(given.buffer)).toBe('before and behind');
  });

  it('must have paths within the sandbox', () => {
    const given = (files: Record<string, string>) => () => run('int main() {}', { files });
    expect(given({ '../a': '' })).toThrow("'../a' is no path of a file");
    expect(given({ a: '', 'a/b': '' })).toThrow("'a/b' leads through a file");
    expect(given({ 'a/b': '', a: '' })).toThrow("'a' is a folder and a file");
  });
});

it('arguments, standard input, random numbers and exit codes', () => {
  const { output, code } = run(`${head}#include <random>
int main(int argc, char** argv) {
  char line[80];
  fgets(line, sizeof line, stdin);
  printf("%d %s %zu %s", argc, argv[1], strlen(argv[2]), line);
  std::random_device device;
  unsigned first = device(), second = device();
  printf("%d\\n", first != second);
  exit(42);
}`, { args: ['größe', '日本'], stdin: 'first\nsecond\n' });
  expect(output).toBe('3 größe 6 first\n1\n');
  expect(code).toBe(42);
});

it('clocks advance, and sleeping takes its time', () => {
  const { output } = run(`${head}
static double now(int clock) { timespec t; clock_gettime(clock, &t); return t.tv_sec + t.tv_nsec * 1e-9; }
int main() {
  double start = now(CLOCK_MONOTONIC);
  usleep(30000);
  double woken = now(CLOCK_MONOTONIC);
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  t.tv_nsec += 20000000;
  if (t.tv_nsec >= 1000000000) t.tv_nsec -= 1000000000, t.tv_sec++;
  clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, nullptr);
  double end = now(CLOCK_MONOTONIC);
  printf("%d %d %d\\n", woken - start >= 0.03, end - woken >= 0.02, end - start < 10);
  clock_t used = clock();
  for (volatile int i = 0; i < 10000000; i++);
  printf("%d %d\\n", clock() > used, now(CLOCK_REALTIME) > 1.7e9);
}`);
  expect(output).toBe('1 1 1\n1 1\n');
});
