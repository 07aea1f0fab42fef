// run: tolerance=0 nvcc="-std=c++17"
// What `return x` and `throw x` move, copy or build in place (C++17; implicit_moves_later is the same in C++20).
#include <cstdio>
#include <utility>

struct Both {
  int i;
  Both(int i) : i(i) {}
  Both(const Both &o) : i(o.i) { printf(" copy"); }
  Both(Both &&o) : i(o.i) { printf(" move"); }
};
struct Derived : Both {
  using Both::Both;
};
struct Changing {
  int i;
  Changing(int i) : i(i) {}
  Changing(Changing &o) : i(o.i) { printf(" changing"); }
  Changing(const Changing &o) : i(o.i) { printf(" const"); }
};
struct OfChanging : Changing {
  using Changing::Changing;
};
struct FromReferences {
  FromReferences(const Both &) { printf(" from-copy"); }
  FromReferences(Both &&) { printf(" from-move"); }
};
struct FromValue {
  FromValue(Both) { printf(" from-value"); }
};
struct FromConstant {
  FromConstant(const Both &&) { printf(" from-const-rvalue"); }
  FromConstant(Both &) { printf(" from-lvalue"); }
};
struct Converts {
  operator Both() && { printf(" rvalue-conversion"); return Both(1); }
  operator Both() const & { printf(" lvalue-conversion"); return Both(2); }
};

template <class R, class V> R local() { V v(1); return v; }
template <class R, class V> R parenthesized() { V v(1); return (v); }
template <class R, class V> R parameter(V v) { return v; }
template <class R, class V> R rvalueReference(V &&v) { return v; }
template <class R, class V> R reference(V &v) { return v; }
template <class R, class V> R constant() { const V v(1); return v; }
template <class R, class V> R still() { static V v(1); return v; }
template <class R, class V> R cast() { V v(1); return static_cast<V &>(v); }
template <class R, class V> R chosen() { V v(1); return v.i ? v : v; }
template <class R, class V> R nested() { if (true) { V v(1); return v; } }
template <class R, class V> R caught() { try { throw 1; } catch (int) { V v(1); return v; } }
template <class R, class V> R captured() { V v(1); return [&v]() -> R { return v; }(); }
template <class R, class V> R member() { struct { V v; } s{1}; return s.v; }

template <class R, class V> void returns(const char *what) {
  printf("%s:", what);
  V v(1);
  printf("\n local"); local<R, V>();
  printf("\n parenthesized"); parenthesized<R, V>();
  printf("\n parameter"); parameter<R, V>(1);
  printf("\n rvalue reference"); rvalueReference<R, V>(std::move(v));
  printf("\n reference"); reference<R, V>(v);
  printf("\n constant"); constant<R, V>();
  printf("\n static"); still<R, V>();
  printf("\n cast"); cast<R, V>();
  printf("\n chosen"); chosen<R, V>();
  printf("\n nested"); nested<R, V>();
  printf("\n caught"); caught<R, V>();
  printf("\n captured"); captured<R, V>();
  printf("\n member"); member<R, V>();
  printf("\n");
}

template <class V> void ofParameter(V v) { throw v; }
template <class V> void ofRvalueReference(V &&v) { throw v; }
template <class V> void guardedParameter(V v) try { throw v; } catch (int) {}
template <class F> void expect(const char *what, F f) {
  printf(" %s", what);
  try { f(); } catch (Both &b) { printf(" %d", b.i); }
  printf("\n");
}

template <class V> void throws(const char *what) {
  printf("throw %s:\n", what);
  expect("local", [] { V v(1); throw v; });
  expect("in a block", [] { V v(2); { throw v; } });
  expect("out of a try", [] { V v(3); try { throw v; } catch (int) {} });
  expect("within a try", [] { try { V v(4); throw v; } catch (int) {} });
  expect("handler", [] { V v(5); try { throw 1; } catch (int) { throw v; } });
  expect("constant", [] { const V v(6); throw v; });
  expect("static", [] { static V v(7); throw v; });
  expect("reference", [] { V v(8); V &r = v; throw r; });
  expect("rvalue reference", [] { V &&r = V(9); throw r; });
  expect("caught object", [] { try { throw V(10); } catch (V v) { throw v; } });
  expect("caught reference", [] { try { throw V(11); } catch (V &v) { throw v; } });
  expect("cast", [] { V v(12); throw static_cast<V &>(v); });
  expect("chosen", [] { V v(13); throw v.i ? v : v; });
  expect("parameter", [] { ofParameter<V>(14); });
  expect("parameter, guarded", [] { guardedParameter<V>(15); });
  expect("parameter, reference", [] { ofRvalueReference<V>(16); });
  expect("loop", [] { for (V v(17);;) throw v; });
}

int main() {
  returns<Both, Both>("same");
  returns<Both, Derived>("base");
  returns<FromReferences, Both>("references");
  returns<FromReferences, Derived>("references to a base");
  returns<FromValue, Both>("value");
  returns<FromValue, Derived>("value of a base");
  returns<FromConstant, Both>("constant rvalue");
  throws<Both>("same");
  throws<Derived>("derived");
  printf("conversions:");
  [](Converts c) -> Both { return c; }(Converts());
  [](Converts &&c) -> Both { return c; }(Converts());
  [](Converts c) -> Both { const Converts d = c; return d; }(Converts());
  OfChanging changing(1);
  OfChanging copied = changing;
  printf("\n%d\n", copied.i);
}
