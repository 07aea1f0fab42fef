// run: tolerance=0
// Lambdas in member functions: this and *this, members by name, nested lambdas, callbacks that outlive or change the object, static and virtual functions called from them.
#include <stdio.h>
#include <functional>
#include <vector>

struct Shape {
  double scale = 1;
  virtual double area() const { return scale; }
  virtual ~Shape() {}
  auto scaled() const { return [this](double f) { return f * area(); }; }
  auto frozen() const { return [*this](double f) { return f * scale; }; }
};
struct Square : Shape {
  double side;
  explicit Square(double s) : side(s) {}
  double area() const override { return scale * side * side; }
};

class Machine {
  int state = 0;
  std::vector<std::function<void(int)>> handlers;
  static int made;
  void log(const char *what, int v) { printf("%s %d state %d\n", what, v, state); }

 public:
  Machine() {
    made++;
    handlers.push_back([this](int v) { state += v; log("add", v); });
    handlers.push_back([=, &self = *this](int v) { self.state *= v; self.log("multiply", v); });
    handlers.push_back([this](int v) {
      auto inner = [this, v] { auto deeper = [this](int w) { return state - w; }; state = deeper(v); };
      inner();
      log("subtract", v);
    });
  }
  void fire(int v) { for (auto &h : handlers) h(v); }
  template <class F> void change(F f) { f(*this, state); }
  int value() const { return state; }
  static auto counter() { return [] { return made; }; }
};
int Machine::made = 0;

struct Node {
  int key;
  Node *left = nullptr, *right = nullptr;
  template <class F>
  void walk(F &&visit) const {
    auto go = [&visit](const Node *n) { if (n) n->walk(visit); };
    go(left);
    visit(key);
    go(right);
  }
};

int main() {
  Square s(3);
  auto live = s.scaled();
  auto frozen = s.frozen();
  s.scale = 2;
  printf("%g %g\n", live(1), frozen(1));
  Machine m;
  m.fire(3);
  m.fire(2);
  m.change([](Machine &self, int &state) { state = 100; self.fire(1); });
  Machine another;
  printf("%d %d\n", m.value(), Machine::counter()());
  Node a{1}, c{3}, b{2, &a, &c};
  int sum = 0;
  b.walk([&sum](int k) { sum = sum * 10 + k; });
  printf("%d\n", sum);
}
