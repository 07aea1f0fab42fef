#include <stdio.h>
#include <stdlib.h>

double later();
static counter = 3;
float on_device(float x, float y);

static int (*table[2])();

add(a, b) { return a + b; }

static int scaled(a, by)
  int a;
  float by;
{
  return a * by;
}

usage() { return counter++; }

int total(n, weight, name)
  double weight;
  char *name;
{
  register i;
  int sum = 0, (*compare)() = add;
  table[0] = add;
  table[1] = add;
  for (i = 0; i < n; i++) sum += add(i, n) + (*compare)(i, 1) + table[i & 1](2, 3);
  i = usage();
  i = i * 10 + usage(1, 2);
  printf("%s %g %d %d %g\n", name, later(weight), scaled(10, 1.5), i, on_device(3, 1.5));
  return sum;
}

double later(x)
  double x;
{
  return x * 2 + counter;
}
