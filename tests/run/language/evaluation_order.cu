// run: tolerance=0
// The order of operands: as the standard has it, and as gcc has what the standard leaves open.
#include <cstdio>
#include <iostream>
#include <map>
#include <string>

int e(int i) { printf("%d ", i); return i; }
void f(int, int, int) {}
struct S {
  int a;
  S(int, int) : a(0) {}
  S &g(int) { return *this; }
  void operator()(int, int) {}
  int operator+(int) { return 0; }
  S &operator<<(int) { return *this; }
  int operator[](int) { return 0; }
};
S make(int i) { e(i); return S(0, 0); }
struct Number {
  int v;
  Number &operator=(const Number &o) { v = o.v; return *this; }
  Number &operator+=(int k) { v += k; return *this; }
  bool operator<(const Number &o) const { return v < o.v; }
  friend Number operator*(const Number &a, const Number &b) { return {a.v * b.v}; }
};
Number numbers[4];
Number &number(int i) { printf("n%d ", i); return numbers[i]; }
struct T { int id; T(int i) : id(i) { printf("T%d ", i); } ~T() {} };
struct Pair { template <class A, class B> Pair(A &&, B &&) {} };
std::string text(int i) { printf("s%d ", i); return "x"; }

int main() {
  f(e(1), e(2), e(3));
  S s(e(1), e(2));
  S braced{e(1), e(2)};
  s(e(1), e(2));
  s.g(e(1)).g(e(2));
  make(1).g(e(2));
  puts("");
  make(1) + e(2);
  make(1) << e(2);
  make(1)[e(2)];
  puts("");
  Pair p(T(1), T(2));
  Pair q{T(1), T(2)};
  int a[3] = {e(1), e(2), e(3)};
  a[e(1)] = e(2);
  a[e(0)] += e(1);
  delete new S(e(1), e(2));
  puts("");
  number(1) = number(2);
  number(1) += e(3);
  number(1) < number(2);
  number(1) * number(2);
  puts("");
  std::string t = text(1) + text(2) + text(3);
  t = text(4) + "c" + text(5);
  bool same = text(1) == text(2);
  printf("%d\n", same);
  fflush(stdout);
  std::cout << e(1) << " " << e(2) << std::endl;
  std::map<std::string, std::string> m;
  m["a"] = std::to_string(m.size());
  m["b"] = std::to_string(m.size());
  printf("%s %s\n", m["a"].c_str(), m["b"].c_str());
}
