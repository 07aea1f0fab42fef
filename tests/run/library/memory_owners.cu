// run: tolerance=0
// unique_ptr, shared_ptr, weak_ptr: ownership, deleters, arrays, aliasing, counts, shared_from_this, casts.
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct Base : std::enable_shared_from_this<Base> {
  std::string name;
  explicit Base(std::string n) : name(std::move(n)) { printf("+%s ", name.c_str()); }
  virtual ~Base() { printf("-%s ", name.c_str()); }
  virtual int value() const { return 1; }
};
struct Derived : Base {
  using Base::Base;
  int value() const override { return 2; }
  int member = 5;
};
struct Node {
  std::shared_ptr<Node> next;
  std::weak_ptr<Node> back;
  int n;
  ~Node() { printf("node %d ", n); }
};

int main() {
  {
    std::unique_ptr<Base> a = std::make_unique<Derived>("a"), b(new Base("b"));
    printf("%d %d ", a->value(), b->value());
    b = std::move(a);
    printf("%d %d ", !a, b->value());
    a.reset(new Base("c"));
    std::swap(a, b);
    Base* raw = b.release();
    delete raw;
  }
  printf("\n");
  {
    auto closer = [](FILE* f) { printf("closed %d ", f == nullptr); };
    std::unique_ptr<FILE, decltype(closer)> f((FILE*)8, closer);
    std::unique_ptr<int[]> array(new int[3]{1, 2, 3});
    array[1] = 9;
    printf("%d %zu ", array[0] + array[1] + array[2], sizeof(std::unique_ptr<int>));
  }
  printf("\n");
  {
    std::shared_ptr<Derived> d = std::make_shared<Derived>("d");
    std::shared_ptr<Base> base = d;
    std::weak_ptr<Base> weak = base;
    std::shared_ptr<int> alias(d, &d->member);
    printf("%ld %d %d ", d.use_count(), *alias, weak.expired());
    std::shared_ptr<Base> self = base->shared_from_this();
    printf("%ld %d ", self.use_count(), std::dynamic_pointer_cast<Derived>(base) == d);
    base.reset();
    self.reset();
    d.reset();
    printf("%ld %d ", alias.use_count(), weak.lock() != nullptr);
    alias.reset();
    printf("%d %d", weak.expired(), weak.lock() == nullptr);
  }
  printf("\n");
  {
    auto one = std::make_shared<Node>(), two = std::make_shared<Node>();
    one->n = 1;
    two->n = 2;
    one->next = two;
    two->back = one;
    printf("%ld %ld ", one.use_count(), two.use_count());
  }
  printf("\n");
  {
    std::shared_ptr<int> p(new int(4), [](int* q) { printf("deleted %d ", *q), delete q; });
    std::vector<std::shared_ptr<int>> many(3, p);
    printf("%ld ", p.use_count());
    many.clear();
    p = std::shared_ptr<int>();
    std::shared_ptr<int[]> a(new int[4]());
    a[2] = 6;
    printf("%d", a[2]);
  }
  printf("\n");
}
