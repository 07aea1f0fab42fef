// Jumps that C++ forbids: past an initialization, into a try block or handler.
struct Plain { int a; };
struct WithDestructor { ~WithDestructor(); };
struct WithConstructor { WithConstructor(); };
void past(int n) {
  if (n) goto fail;
//       ^ error CW4109: goto to label 'fail' passes the initialization of 'x'
  int x = 1;
  int uninitialized;
  Plain plain;
  static int kept = n;
fail:
  uninitialized = x;
}
void into_scope(int n) {
  {
    WithDestructor d;
  inside:
    n++;
  }
  if (n < 3) goto inside;
//           ^ error CW4109: goto to label 'inside' passes the initialization of 'd'
}
void past_constructor(int n) {
  if (n) goto end;
//       ^ error CW4109: goto to label 'end' passes the initialization of 'c'
  WithConstructor c[2];
end:;
}
void into_try(int n) {
  if (n) goto inside;
//       ^ error CW4110: goto to label 'inside' enters a try block
  try {
  inside:
    n = 1;
    if (n) goto caught;
//         ^ error CW4110: goto to label 'caught' enters a handler
  } catch (int) {
  caught:
    n = 2;
  }
}
void cases(int n) {
  switch (n) {
    case 0:
      int y = 1;
      break;
    case 1: {
//  ^ error CW4109: jump to this case passes the initialization of 'y'
      int fine = 2;
      break;
    }
    default:
//  ^ error CW4109: jump to this case passes the initialization of 'y'
      break;
  }
  switch (n) {
    int never;
    case 0: never = 1; break;
    case 1: try { case 2: n = 3; } catch (...) {}
//                ^ error CW4110: jump to this case enters a try block
  }
}
void fine(int n) {
again:
  int x = n;
  if (n--) goto again;
  for (int i = 0; i < n; i++) {
    int z = i;
    if (z == 3) goto out;
  }
out:
  return;
}
__global__ void in_kernel(int n, int *out) {
  switch (n) {
    case 0:
      int y = 1;
      *out = y;
      break;
    default:
//  ^ warning CW4111: jump to this case passes the initialization of 'y'
      *out = 2;
  }
}
