// emit: --kernel gcd
extern "C" __attribute__((noinline)) int gcd(int a, int b) {
  while (b != 0) {
    int rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

int main(int argc, char **) { return gcd(argc, 12) + gcd(18, argc); }
