// run: tolerance=0
// Constructors, destructors and the order in which they run; members, static members, friends, operators, inheritance, virtual calls.
#include <stdio.h>
#include <string.h>
#include <utility>

struct Tracer {
  const char *name;
  static int alive;
  explicit Tracer(const char *n) : name(n) {
    alive++;
    printf("+%s ", name);
  }
  Tracer(const Tracer &o) : name(o.name) {
    alive++;
    printf("c%s ", name);
  }
  Tracer(Tracer &&o) : name(o.name) {
    alive++;
    o.name = "moved";
    printf("m%s ", name);
  }
  Tracer &operator=(const Tracer &o) {
    name = o.name;
    printf("=%s ", name);
    return *this;
  }
  ~Tracer() {
    alive--;
    printf("-%s ", name);
  }
};
int Tracer::alive = 0;

struct Two {
  Tracer first{"first"};
  Tracer second;
  Two() : second("second") { printf("[two] "); }
  ~Two() { printf("[~two] "); }
};

class Fraction {
 public:
  constexpr Fraction(int n = 0, int d = 1) : n_(n), d_(d) {}
  Fraction operator+(const Fraction &o) const {
    return Fraction(n_ * o.d_ + o.n_ * d_, d_ * o.d_).reduced();
  }
  Fraction operator-() const { return {-n_, d_}; }
  Fraction &operator*=(const Fraction &o) {
    n_ *= o.n_;
    d_ *= o.d_;
    return *this = reduced();
  }
  friend Fraction operator*(Fraction a, const Fraction &b) { return a *= b; }
  bool operator==(const Fraction &o) const { return n_ * o.d_ == o.n_ * d_; }
  bool operator<(const Fraction &o) const { return n_ * o.d_ < o.n_ * d_; }
  explicit operator double() const { return double(n_) / d_; }
  explicit operator bool() const { return n_ != 0; }
  Fraction &operator++() {
    n_ += d_;
    return *this;
  }
  Fraction operator++(int) {
    Fraction old = *this;
    ++*this;
    return old;
  }
  int operator[](int i) const { return i ? d_ : n_; }
  int operator()(int a, int b = 10) const { return n_ * a + d_ * b; }
  friend void print(const Fraction &f);

 private:
  Fraction reduced() const {
    int a = n_ < 0 ? -n_ : n_, b = d_;
    while (b) {
      int t = a % b;
      a = b;
      b = t;
    }
    return {n_ / a, d_ / a};
  }
  int n_, d_;
};
void print(const Fraction &f) {
  printf("%d/%d ", f.n_, f.d_);
}

class Shape {
 public:
  virtual ~Shape() { printf("~Shape "); }
  virtual double area() const = 0;
  virtual const char *kind() const { return "shape"; }
  void describe() const { printf("%s %.2f; ", kind(), area()); }

 protected:
  int id = next++;
  static int next;
};
int Shape::next = 1;
class Square : public Shape {
 public:
  Square(double s) : side(s) {}
  ~Square() override { printf("~Square%d ", id); }
  double area() const override { return side * side; }
  const char *kind() const override { return "square"; }

 protected:
  double side;
};
class Box final : public Square {
 public:
  using Square::Square;
  double area() const override { return 6 * Square::area(); }
};
struct Left {
  int l = 1;
  virtual int get() { return l; }
};
struct Right {
  int r = 2;
  virtual int put() { return r; }
};
struct Both : Left, Right {
  int b = 3;
  int get() override { return l + 10 * b; }
  int put() override { return r + 100 * b; }
};

struct String {
  char *data;
  size_t size;
  String(const char *s = "") : data(new char[strlen(s) + 1]), size(strlen(s)) { strcpy(data, s); }
  String(const String &o) : String(o.data) {}
  String(String &&o) noexcept : data(o.data), size(o.size) {
    o.data = nullptr;
    o.size = 0;
  }
  String &operator=(String o) {
    std::swap(data, o.data);
    std::swap(size, o.size);
    return *this;
  }
  ~String() { delete[] data; }
  String operator+(const String &o) const {
    String r;
    delete[] r.data;
    r.size = size + o.size;
    r.data = new char[r.size + 1];
    strcpy(r.data, data);
    strcat(r.data, o.data);
    return r;
  }
  char &operator[](size_t i) { return data[i]; }
};

static Tracer global("global");
static Tracer make(const char *n) {
  Tracer t(n);
  return t;
}
static void early(int n) {
  Tracer a("a");
  if (n == 1) return;
  Tracer b("b");
  for (int i = 0; i < 2; i++) {
    Tracer c("c");
    if (n == 2 && i == 0) continue;
    if (n == 3) break;
    if (n == 4) return;
  }
  printf("end ");
}
static int &reference(int *a, int i) {
  return a[i];
}

int main() {
  printf("\n");
  { Two two; }
  printf("\n");
  for (int n = 1; n <= 5; n++) {
    early(n);
    printf("\n");
  }
  {
    Tracer t = make("made");
    Tracer u(t);
    u = t;
    Tracer v(std::move(u));
    printf("%s ", u.name);
  }
  printf("\n");
  {
    Tracer array[2] = {Tracer("x"), Tracer("y")};
    Tracer *heap = new Tracer("heap");
    delete heap;
    const Tracer &life = Tracer("temporary");
    printf("| %s ", life.name);
  }
  printf("\n%d alive\n", Tracer::alive);
  Fraction a(1, 2), b(1, 3);
  print(a + b);
  print(-a);
  print(a * b);
  print(a + 1);
  print(a++);
  print(a);
  print(++a);
  printf("%d %d %d %.3f %d %d %d\n", a == Fraction(5, 2), b < a, (bool)Fraction(), (double)b, a[1],
         a(2), a(1, 1));
  {
    Shape *shapes[] = {new Square(2), new Box(1.5), new Square(0.5)};
    for (Shape *s : shapes)
      s->describe();
    for (Shape *s : shapes)
      delete s;
  }
  printf("\n");
  Both both;
  Left *l = &both;
  Right *r = &both;
  printf("%d %d %d %d\n", l->get(), r->put(), (char *)r != (char *)l, static_cast<Both *>(r)->b);
  printf("%d %d\n", both.Left::get(), dynamic_cast<Both *>(l) == &both);
  String s = "hello", t = s + String(" ") + "world", moved = std::move(s);
  t[0] = 'J';
  moved = t;
  t = String("gone");
  printf("%s %zu %d %s\n", moved.data, moved.size, s.data == nullptr, t.data);
  int values[3] = {1, 2, 3};
  reference(values, 1) = 20;
  int &&rr = 5;
  rr++;
  printf("%d %d\n", values[1], rr);
  static Tracer local("local");
  int (Fraction::*call)(int, int) const = &Fraction::operator();
  int Both::*member = &Both::b;
  printf("%d %d\n", (b.*call)(3, 4), both.*member);
  return 0;
}
