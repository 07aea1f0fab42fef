template <typename F>
int apply(F f, int n) {
  return f(n) + f(n + 1);
}

int scaled(int factor, int n) {
  int calls = 0;
  int sum = apply([factor, &calls](int x) {
    calls++;
    return factor * x;
  }, n);
  return sum + calls;
}

int (*pointer())(int) {
  return [](int x) { return x + 1; };
}
