// run: tolerance=0
// Copy and move: constructors, assignments, what is implicit, defaulted and deleted members, elision, self-assignment, members and arrays of members.
#include <stdio.h>
#include <string.h>
#include <utility>

class Buffer {
  int size_;
  char* data_;
 public:
  explicit Buffer(const char* s) : size_((int)strlen(s)), data_(new char[size_ + 1]) { strcpy(data_, s); }
  Buffer(const Buffer& o) : size_(o.size_), data_(new char[o.size_ + 1]) { strcpy(data_, o.data_); printf("copy "); }
  Buffer(Buffer&& o) noexcept : size_(o.size_), data_(o.data_) { o.size_ = 0; o.data_ = nullptr; printf("move "); }
  Buffer& operator=(const Buffer& o) {
    printf("copy= ");
    if (this != &o) { Buffer t(o); swap(t); }
    return *this;
  }
  Buffer& operator=(Buffer&& o) noexcept { printf("move= "); swap(o); return *this; }
  ~Buffer() { delete[] data_; }
  void swap(Buffer& o) { std::swap(size_, o.size_); std::swap(data_, o.data_); }
  const char* text() const { return data_ ? data_ : "(empty)"; }
};

struct Pair { Buffer a{"a"}, b{"b"}; int n = 3; };
struct Row { Buffer cells[2] = {Buffer("x"), Buffer("y")}; };
struct NoCopy { int v = 1; NoCopy() = default; NoCopy(const NoCopy&) = delete; NoCopy(NoCopy&& o) : v(o.v) { o.v = -1; } NoCopy& operator=(NoCopy&&) = default; };
struct MoveOnlyMember { NoCopy inner; };
struct Aggregate { int i; float f; char c[4]; };

static Buffer choose(bool which) { Buffer x("one"); Buffer y("two"); return which ? std::move(x) : std::move(y); }
static Buffer pass_through(Buffer b) { return b; }

int main() {
  Buffer a("hello"); Buffer b = a; Buffer c = std::move(a);
  printf("| %s %s %s\n", a.text(), b.text(), c.text());
  a = b; b = std::move(c); a = a;
  printf("| %s %s %s\n", a.text(), b.text(), c.text());
  Buffer d = choose(true), e = pass_through(Buffer("tmp")), f = pass_through(d);
  printf("| %s %s %s\n", d.text(), e.text(), f.text());
  Pair p; Pair q = p; q.a = Buffer("new"); Pair r(std::move(q)); p = r;
  printf("| %s %s %s %d\n", p.a.text(), q.b.text(), r.a.text(), r.n);
  Row row, other = row; other.cells[1] = Buffer("z"); row = std::move(other);
  printf("| %s %s %s\n", row.cells[0].text(), row.cells[1].text(), other.cells[0].text());
  NoCopy n1; n1.v = 5; NoCopy n2(std::move(n1)); MoveOnlyMember m1; m1.inner.v = 9; MoveOnlyMember m2 = std::move(m1);
  printf("%d %d %d %d\n", n1.v, n2.v, m1.inner.v, m2.inner.v);
  Aggregate g1 = {1, 2.5f, "abc"}, g2 = g1; g2.i = 4; g1 = g2;
  printf("%d %.1f %s\n", g1.i, g1.f, g1.c);
  Buffer* pb = new Buffer(std::move(f)); printf("| %s %s\n", pb->text(), f.text()); delete pb;
}
