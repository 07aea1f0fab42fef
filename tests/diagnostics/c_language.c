#include <stddef.h>

static counter = 1;
//     ^ warning CW3037: type specifier missing, defaults to 'int'

int f(a, b)
  int a;
  float c;
//      ^ error CW3038: declaration for parameter 'c' but no such parameter
{
  return a;
}

int twice(int n);
float twice(int n);
//    ^ error CW4012: redefinition of 'twice' with a different type: 'float (int)' vs 'int (int)'

void nothing(int n) {
  return n;
//       ^ warning CW4131: void function 'nothing' returns a value
}

int something(int n) {
  if (n) return;
//       ^ warning CW4132: non-void function 'something' returns without a value
  return g(n);
//       ^ warning CW4130: implicit declaration of function 'g'
}

int convert(int n, float *x, const int *fixed, double *wide) {
  int *p = n;
//         ^ warning CW5131: conversion from 'int' to 'int *' without a cast
  n = x;
//    ^ warning CW5131: conversion from 'float *' to 'int' without a cast
  p = x;
//    ^ warning CW5132: conversion from 'float *' to the incompatible pointer type 'int *'
  p = fixed;
//    ^ warning CW5133: conversion from 'const int *' to 'int *' discards qualifiers
  if (x == n) return 1;
//      ^ warning CW5130: comparison between pointer and integer ('float *' and 'int')
  if (x == wide) return 2;
//      ^ warning CW5134: pointer type mismatch ('float *' and 'double *')
  x = n ? x : wide;
//      ^ warning CW5134: pointer type mismatch ('float *' and 'double *')
  int pair[2] = { 1, 2, 3 };
//                      ^ warning CW5136: excess elements in array initializer
  char text[3] = "long";
//               ^ warning CW5138: initializer-string for char array is too long
  void *any = x;
  wide = any;
  struct missing *m = any;
  return m->value + pair[0] + text[0] + *p + _Generic(n, float: 1, double: 2);
//          ^ error CW4019: incomplete type 'missing' where a complete type is required
//                                           ^ error CW5135: no association of '_Generic' has type 'int'
}

struct tag { int x; };
enum tag e;
// @-1:1 error CW4084: use of 'tag' with tag type that does not match previous declaration
tag t;
// @-1:1 error CW3004: unknown type name 'tag'
