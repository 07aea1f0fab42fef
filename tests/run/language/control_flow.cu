// run: tolerance=0
// goto, labels, switch with fallthrough, Duff's device, nested loops with break and continue, do-while, comma, conditional, short circuit.
#include <stdio.h>

static int calls;
static int note(int v) { calls = calls * 10 + v; return v; }

static void duff(char *to, const char *from, int count) {
  int n = (count + 7) / 8;
  switch (count % 8) {
    case 0: do { *to++ = *from++;
    case 7:      *to++ = *from++;
    case 6:      *to++ = *from++;
    case 5:      *to++ = *from++;
    case 4:      *to++ = *from++;
    case 3:      *to++ = *from++;
    case 2:      *to++ = *from++;
    case 1:      *to++ = *from++;
            } while (--n > 0);
  }
}

static int classify(int x) {
  int r = 0;
  switch (x) {
    case 1: r += 1;
    case 2: r += 2; break;
    default: r = -1;
    case 3: r += 30; break;
    case -5: { int local = 4; r = local; } break;
    case 'z': return 99;
    case 10 ... 19: r = 1000 + x; break;
    case 0x7fffffff: r = 7;
  }
  return r;
}

static int state_machine(const char *s) {
  int count = 0;
start:
  switch (*s) {
    case 0: goto done;
    case '"': s++; goto quoted;
    case ' ': s++; goto start;
    default: count++; goto word;
  }
word:
  while (*s && *s != ' ' && *s != '"') s++;
  goto start;
quoted:
  if (!*s) { count = -1; goto done; }
  if (*s++ == '"') { count += 10; goto start; }
  goto quoted;
done:
  return count;
}

static int goto_into_loop(int n) {
  int i = 0, sum = 0;
  if (n > 5) goto middle;
  for (i = 0; i < n; i++) {
    sum += i;
  middle:
    sum += 100;
  }
  return sum;
}

static int backward(int n) {
  int steps = 0;
again:
  if (n != 1) {
    n = n % 2 ? 3 * n + 1 : n / 2;
    steps++;
    goto again;
  }
  return steps;
}

static int long_switch(unsigned long v) {
  switch (v) { case 0x100000000ul: return 1; case 0xfffffffffffffffful: return 2; case 5: return 3; }
  return 0;
}

int main() {
  char to[30] = {0};
  for (int n = 1; n <= 20; n += 6) { duff(to, "abcdefghijklmnopqrstuvwxyz", n); printf("%s\n", to); }
  int xs[] = {1, 2, 3, 4, -5, 'z', 10, 15, 19, 20, 0x7fffffff};
  for (int x : xs) printf("%d ", classify(x));
  printf("\n%d %d %d\n", state_machine("a bc \"d e\" f"), state_machine("\"open"), state_machine("x\"y\"z"));
  printf("%d %d\n", goto_into_loop(3), goto_into_loop(6));
  printf("%d %d\n", backward(27), backward(1));
  printf("%d %d %d %d\n", long_switch(1ul << 32), long_switch(-1ul), long_switch(5), long_switch(0));
  int found = 0;
  for (int i = 0; i < 10; i++) {
    for (int j = 0; j < 10; j++) {
      if (j == i) continue;
      if (j > 7) break;
      if (i * j == 42) { found = i * 100 + j; goto out; }
    }
  }
out:
  printf("%d\n", found);
  int k = 0;
  do { if (k == 3) continue; if (k > 6) break; } while (++k < 10);
  printf("%d\n", k);
  int c = (note(1), note(2), note(3));
  c += note(0) && note(4);
  c += note(5) || note(6);
  c += note(0) ? note(7) : note(8);
  c += !note(0) && (note(9) || note(1)) ? 100 : 200;
  printf("%d %d\n", c, calls);
  int a = 5, b;
  b = a++ + (a > 5 ? a-- : a), a += b;
  printf("%d %d\n", a, b);
  for (int i = 0, j = 10; i < j; i++, j -= 2) printf("%d-%d ", i, j);
  printf("\n");
  for (;;) { if (++k > 12) break; }
  while (k) if (--k == 4) break; else continue;
  printf("%d\n", k);
  switch (k) case 4: printf("single\n");
  switch (k) { int unused; default: unused = 3; printf("%d\n", unused); }
  { if (0) skipped: printf("labelled\n"); static int once = 0; if (!once++) goto skipped; }
  if (k) if (!k) printf("no\n"); else printf("dangling else\n");
  return 0;
}
