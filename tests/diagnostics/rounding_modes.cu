// Host code rounds to nearest: another mode is refused where it is asked for.
#include <cfenv>
#include <cstdio>
int main() {
  printf("%d\n", std::fegetround() == FE_TONEAREST);
  std::fesetround(FE_UPWARD);
//^ error CW4088: 'fesetround' is unavailable: WebAssembly rounds to nearest only; kernels have __fadd_rd and its kin
  return fetestexcept(FE_ALL_EXCEPT);
//       ^ error CW4088: 'fetestexcept' is unavailable: WebAssembly has no floating-point exception flags
}
