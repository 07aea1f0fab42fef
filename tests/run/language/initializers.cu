// run: tolerance=0
// Aggregates: nested and partial initializers, brace elision, designated initializers, strings, multi-dimensional arrays, structs by value.
#include <stdio.h>
#include <string.h>

struct Point { int x, y; };
struct Rect { Point a, b; const char *name; };
struct Deep { int m[2][3]; Point p[2]; union { int i; float f; } u; char text[8]; };
struct Tree { const Tree *left, *right; int value; };

static const Tree leaves[] = {{0, 0, 1}, {nullptr, nullptr, 3}};
static const Tree root = {&leaves[0], leaves + 1, 2};
static int grid[3][4] = {{1, 2}, {3}, {4, 5, 6, 7}};
static int flat[2][3] = {1, 2, 3, 4, 5};
static const char *names[] = {"zero", "one", 0, "three"};
static char padded[6] = "ab";
static char exact[] = "hello\0world";
static Deep deep = {{{1, 2, 3}, {4}}, {{5, 6}, {7}}, {8}, "deep"};
static double table[] = {1, 2.5f, 'a', 1 ? 3 : 4, sizeof(int)};
static int *pointer_to_element = &grid[2][1];
static int (*functions[3])(int);

static int twice(int x) { return 2 * x; }
static int square(int x) { return x * x; }

static Point swap(Point p) { int t = p.x; p.x = p.y; p.y = t; return p; }
static Rect make(Point a, Point b, const char *name) { Rect r = {a, b, name}; return r; }
static int sum(const Deep d) { int s = 0; for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) s += d.m[i][j]; return s + d.p[0].x + d.p[1].y; }
static int total(int m[][4], int rows) { int s = 0; for (int i = 0; i < rows; i++) for (int j = 0; j < 4; j++) s = s * 2 + m[i][j]; return s; }
static int walk(const Tree *t) { return t ? walk(t->left) * 10 + t->value + walk(t->right) * 100 : 0; }

int main() {
  for (auto &row : grid) { for (int v : row) printf("%d ", v); printf("| "); }
  printf("\n");
  for (int i = 0; i < 6; i++) printf("%d ", (&flat[0][0])[i]);
  printf("\n%s %s %d %s\n", names[0], names[1], names[2] == nullptr, names[3]);
  printf("%zu %zu %d %s\n", sizeof padded, sizeof exact, padded[5], exact + 6);
  printf("%d %d %d %s %d\n", sum(deep), deep.p[1].x, deep.u.i, deep.text, deep.text[7]);
  for (double v : table) printf("%.1f ", v);
  printf("\n%d %d\n", *pointer_to_element, pointer_to_element[-5]);
  functions[0] = twice; functions[1] = &square;
  printf("%d %d %d\n", functions[0](21), (*functions[1])(7), functions[2] == 0);
  Point p = {.x = 3, .y = 4};
  Rect r = {.a = {1, 2}, .b = swap(p), .name = "designated"};
  printf("%d %d %d %d %s\n", r.a.x, r.a.y, r.b.x, r.b.y, r.name);
  Rect copy = r;
  copy.a.x = 100;
  Rect made = make({5, 6}, swap({7, 8}), "made");
  printf("%d %d %d %d %s\n", r.a.x, copy.a.x, made.b.x, made.b.y, made.name);
  printf("%d %d\n", make(p, p, "t").b.y, swap(swap(p)).x);
  Point points[3] = {{1, 2}, p};
  printf("%d %d %d\n", points[1].y, points[2].x, points[2].y);
  Point zero = {}, also{};
  printf("%d %d\n", zero.x + also.y, walk(&root));
  int runtime[4] = {p.x, p.y * 2, twice(p.x)};
  printf("%d %d %d %d\n", runtime[0], runtime[1], runtime[2], runtime[3]);
  printf("%d\n", total(grid, 3));
  int cube[2][3][2] = {{{1, 2}, {3, 4}}, {{5}}};
  int (*plane)[2] = cube[0];
  printf("%d %d %d %zu %zu\n", plane[1][1], cube[1][0][0], *(*(*(cube + 1) + 0) + 1), sizeof cube, sizeof cube[0]);
  struct { int a; struct { char b, c; }; } anonymous = {1, {'x', 'y'}};
  printf("%d %c %c\n", anonymous.a, anonymous.b, anonymous.c);
  struct Local { int v[3]; } l1 = {{1, 2, 3}}, l2 = l1;
  l2.v[1] = 9;
  printf("%d %d %d\n", l1.v[1], l2.v[1], memcmp(&l1, &l2, sizeof l1) != 0);
  char rows[][6] = {"one", "three", "five"};
  printf("%zu %s %c\n", sizeof rows / sizeof *rows, rows[1], rows[2][3]);
  const char *multi = "first "
                      "second \x41\102\t|"
                      R"(raw \n "text")";
  printf("%s\n", multi);
  union { unsigned u; float f; unsigned char b[4]; } pun = {0x40490fdb};
  printf("%.6f %02x%02x%02x%02x\n", pun.f, pun.b[3], pun.b[2], pun.b[1], pun.b[0]);
  static int counter_calls[2][2];
  counter_calls[1][0]++;
  printf("%d %d\n", counter_calls[0][0], counter_calls[1][0]);
  return 0;
}
