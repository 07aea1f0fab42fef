// run: tolerance=0
// Ownership: unique_ptr with custom deleters, arrays, polymorphic objects, shared_ptr and weak_ptr.
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct Shape {
  virtual ~Shape() { printf("~Shape\n"); }
  virtual double area() const = 0;
  virtual std::string name() const { return "shape"; }
};
struct Square final : Shape {
  double side;
  explicit Square(double s) : side(s) {}
  ~Square() override { printf("~Square %g\n", side); }
  double area() const override { return side * side; }
  std::string name() const override { return "square"; }
};
struct Circle : Shape {
  double r;
  Circle(double radius) : r(radius) {}
  double area() const override { return 3 * r * r; }
};

struct Closer {
  const char* label = "closer";
  void operator()(FILE*) const { printf("closed by %s\n", label); }
};

struct Node : std::enable_shared_from_this<Node> {
  int value;
  std::vector<std::shared_ptr<Node>> children;
  std::weak_ptr<Node> parent;
  explicit Node(int v) : value(v) {}
  ~Node() { printf("~Node %d\n", value); }
  std::shared_ptr<Node> add(int v) {
    auto child = std::make_shared<Node>(v);
    child->parent = shared_from_this();
    children.push_back(child);
    return child;
  }
};

template <class T, class... A> std::unique_ptr<Shape> make(A&&... a) { return std::make_unique<T>(std::forward<A>(a)...); }

static int live = 0;
static int* acquire(int v) {
  ++live;
  return new int(v);
}

int main() {
  std::vector<std::unique_ptr<Shape>> shapes;
  shapes.push_back(std::make_unique<Square>(2));
  shapes.emplace_back(new Circle(1));
  shapes.push_back(make<Square>(3.0));
  for (const auto& s : shapes) printf("%s %g\n", s->name().c_str(), s->area());
  std::unique_ptr<Shape> taken = std::move(shapes[0]);
  printf("%d %d\n", shapes[0] == nullptr, static_cast<bool>(taken));
  shapes.erase(shapes.begin());
  shapes.clear();
  taken.reset();

  {
    std::unique_ptr<FILE, Closer> file(stdout, Closer{"struct"});
    std::unique_ptr<FILE, void (*)(FILE*)> other(stdout, [](FILE*) { printf("closed by pointer\n"); });
    auto release = [](int* p) {
      --live;
      delete p;
    };
    std::unique_ptr<int, decltype(release)> number(acquire(5), release);
    std::unique_ptr<int, std::function<void(int*)>> fn(acquire(6), [&](int* p) {
      printf("released %d\n", *p);
      release(p);
    });
    printf("%d %d live %d\n", *number, *fn, live);
    static_assert(sizeof(number) == sizeof(int*), "an empty deleter takes no room");
  }
  printf("live %d\n", live);

  auto array = std::make_unique<int[]>(4);
  for (int i = 0; i < 4; i++) array[i] = i * i;
  printf("%d %d\n", array[3], array.get()[2]);

  std::weak_ptr<Node> watch;
  {
    auto root = std::make_shared<Node>(1);
    auto child = root->add(2);
    child->add(3);
    watch = child;
    printf("%ld %ld %d\n", root.use_count(), child.use_count(), child->parent.lock()->value);
    auto alias = std::shared_ptr<int>(child, &child->value);
    *alias = 20;
    printf("%d expired %d\n", watch.lock()->value, watch.expired());
  }
  printf("expired %d\n", watch.expired());

  std::map<std::string, std::shared_ptr<Shape>> named;
  named["a"] = std::make_shared<Square>(4);
  named["b"] = named["a"];
  if (auto square = std::dynamic_pointer_cast<Square>(named["b"])) printf("side %g\n", square->side);
  named.erase("a");
  printf("count %ld\n", named["b"].use_count());
}
