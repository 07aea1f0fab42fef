// run: tolerance=0
// Virtual functions: dispatch through pointers and references, pure virtuals, calls from constructors and destructors, covariant results, final, multiple bases, thunks.
#include <stdio.h>

struct Shape {
  Shape() { describe(); }
  virtual ~Shape() { describe(); printf("~Shape\n"); }
  virtual double area() const = 0;
  virtual const char* name() const { return "shape"; }
  virtual Shape* clone() const = 0;
  void describe() const { printf("<%s> ", name()); }
};
double Shape::area() const { return 0.5; }
struct Square : Shape {
  double e;
  explicit Square(double e) : e(e) { describe(); }
  ~Square() override { printf("~Square "); }
  double area() const override { return e * e + Shape::area(); }
  const char* name() const override { return "square"; }
  Square* clone() const override { return new Square(*this); }
};
struct Tile final : Square { int id; Tile(double e, int id) : Square(e), id(id) {} const char* name() const final { return "tile"; } Tile* clone() const override { return new Tile(e, id + 1); } };

struct Reader { virtual ~Reader() {} virtual int read() { return 1; } int r = 11; };
struct Writer { virtual ~Writer() {} virtual int write(int v) { return v; } virtual int both() { return 100; } int w = 22; };
struct File : Reader, Writer { int f = 33; int read() override { return f + r; } int write(int v) override { return v + f + w; } int both() override { return f * 2; } ~File() override { printf("~File\n"); } };

struct Visitor;
struct Node { virtual ~Node() {} virtual int accept(Visitor& v) const = 0; };
struct Leaf; struct Add;
struct Visitor { virtual int visit(const Leaf&) = 0; virtual int visit(const Add&) = 0; };
struct Leaf : Node { int v; explicit Leaf(int v) : v(v) {} int accept(Visitor& x) const override { return x.visit(*this); } };
struct Add : Node { const Node &a, &b; Add(const Node& a, const Node& b) : a(a), b(b) {} int accept(Visitor& x) const override { return x.visit(*this); } };
struct Evaluate : Visitor { int visit(const Leaf& l) override { return l.v; } int visit(const Add& s) override { return s.a.accept(*this) + s.b.accept(*this); } };
struct Count : Visitor { int visit(const Leaf&) override { return 1; } int visit(const Add& s) override { return 1 + s.a.accept(*this) + s.b.accept(*this); } };

struct Defaults { virtual int f(int x = 1) { return x; } virtual ~Defaults() = default; };
struct MoreDefaults : Defaults { int f(int x = 2) override { return x * 10; } };

int main() {
  Shape* s = new Tile(3, 7); printf("\n%.2f %s\n", s->area(), s->name());
  Shape* copy = s->clone(); printf("\n%d %s\n", static_cast<Tile*>(copy)->id, copy->name());
  Tile tile(1, 1); Tile* typed = tile.clone(); Square& sq = tile; printf("\n%d %.2f %.2f\n", typed->id, sq.area(), sq.Shape::area());
  delete typed; delete copy; delete s;
  Writer* w = new File; Reader* r = static_cast<File*>(w); printf("%d %d %d\n", w->write(1), r->read(), w->both()); delete w;
  File file; Writer& wr = file; int (Writer::*m)(int) = &Writer::write; int (Reader::*rd)() = &Reader::read; printf("%d %d\n", (wr.*m)(5), (file.*rd)());
  Leaf one(1), two(2); Add sum(one, two), tree(sum, sum); Evaluate e; Count c; printf("%d %d\n", tree.accept(e), tree.accept(c));
  MoreDefaults md; Defaults& d = md; printf("%d %d\n", d.f(), md.f());
}
