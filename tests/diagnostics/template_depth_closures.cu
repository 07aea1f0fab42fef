// Functions that ask for themselves with ever larger closure types.
template <class F> void grow(F f) { grow([=] { f(); }); }
//                      ^ error CW6007: recursive template instantiation exceeded maximum depth of 200 (-ftemplate-depth=N allows more)

template <class L, class S> void scan(int n, L load, S store) {
//                               ^ error CW6007: recursive template instantiation exceeded maximum depth of 200 (-ftemplate-depth=N allows more)
  int* p = nullptr;
  auto step = [=](int i) { store(i, load(i)); };
  for (int i = 0; i < n; i++) step(i);
  if (n > 1) scan(n / 2, [=](int i) { return p[i]; }, [=](int i, int v) { p[i] = v; });
}

int main() {
  grow([] {});
  scan(3, [](int i) { return i; }, [](int, int) {});
}
