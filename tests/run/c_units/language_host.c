#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language.h"

/* Words of C++ are names here, and tags have names of their own. */
typedef struct list *list;
struct list {
  int new, delete;
  struct inner { int this; } template;
  list next;
  enum { NONE, SOME = -3 } kind;
};
struct color { unsigned char r, g, b; };
typedef int private;
struct holder { private private; private *public; };

static int tentative;
static int tentative;
const int external = 7;
extern const int external;

static list push(list head, int value) {
  list node = malloc(sizeof *node);
  memset(node, 0, sizeof *node);
  node->new = value;
  node->template.this = value * 2;
  node->kind = SOME;
  node->next = head;
  return node;
}

static int by_value(const void *a, const void *b) {
  const struct sample *x = a, *y = b;
  return (x->value > y->value) - (x->value < y->value);
}

static struct color mix(struct color a, struct color b) { return (struct color){ (a.r + b.r) / 2, .b = (a.b + b.b) / 2, .g = 1 }; }

static void designators(void) {
  int sparse[] = { [3] = 30, 40, [1] = 10, [6 ... 7] = 9 };
  struct { int grid[2][3]; union { float f; uint32_t u; }; char text[4]; } odd = { .grid[1][1] = 5, 6, .grid[0] = { 1 }, .u = 0x40490fdb, .text = "abcd" };
  int over[2][3] = { 1, 2, 3, 4, 5, 6, [0][1] = 7, 8, [1][0] = 9 };
  for (size_t i = 0; i < sizeof sparse / sizeof sparse[0]; i++) printf("%d ", sparse[i]);
  printf("| %d %d %d %d | %.6f %.4s |", odd.grid[0][0], odd.grid[1][0], odd.grid[1][1], odd.grid[1][2], odd.f, odd.text);
  for (int i = 0; i < 6; i++) printf(" %d", over[i / 3][i % 3]);
  printf("\n");
}

#define name_of(x) _Generic((x), char: "char", int: "int", unsigned: "unsigned", float: "float", double: "double", char *: "string", default: "other")

static void types(void) {
  _Static_assert(sizeof('a') == sizeof(int), "characters are ints");
  color c = 2;
  c++;
  c = c + GREEN;
  bool flag = c == 8;
  printf("%s %s %s %s %s %zu %d %d\n", name_of('a'), name_of(1.0f), name_of("x"), name_of(1 < 2), name_of(flag), sizeof(1 == 1), c, flag);
  void *p = &c;
  p += 4;
  char *q = p - 4;
  printf("%td %d\n", (char *)p - q, *(int *)q);
}

static const char *const *names = (const char *const[]){ "zero", "one", "two" };

static int compound(void) {
  struct color *a = &(struct color){ 10, 20, 30 }, b = mix(*a, (struct color){ 20, 20, 20 });
  int *numbers = (int[]){ 4, 5, 6 };
  return b.r * 10000 + b.g * 100 + b.b + numbers[2] + (int)strlen(names[2]);
}

static int jumps(int n) {
  switch (n) {
    int unset;
    case 0: unset = 1; return unset;
    case 1 ... 3: n += 10;
    default: break;
  }
  if (n > 12) goto done;
  {
    int twice = n * 2;
    n = twice;
  done:
    n++;
  }
  return n;
}

static int no_value(int n) { if (n > 0) return n; }

int run_all(void) {
  list head = NULL;
  for (int i = 0; i < 4; i++) head = push(head, i);
  int sum = 0;
  while (head) {
    list next = head->next;
    sum += head->new + head->template.this + head->kind;
    free(head);
    head = next;
  }
  struct sample samples[5] = { { 1, 4.5f, RED }, { 2, -1.0f, BLUE }, { 3, 2.25f }, { .class_id = 4, .tint = 6 }, { 5, 8.0f, GREEN } };
  scale_on_device(samples, 5, 2.0f);
  qsort(samples, 5, sizeof samples[0], by_value);
  for (int i = 0; i < 5; i++) printf("%d:%g:%d ", samples[i].class_id, samples[i].value, samples[i].tint);
  printf("%d\n", sum);
  designators();
  types();
  struct holder h = { 3, &h.private };
  const char *text = sum > 100 ? "many" : NULL;
  printf("%d %d %d %d %s\n", compound(), *h.public, jumps(0) + 10 * jumps(2) + 1000 * jumps(7), no_value(9), text ? text : "none");
  return tentative + external;
}
