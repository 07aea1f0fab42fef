// run: tolerance=0
// Pointers to data members and member functions: arrays of them, const and virtual functions, inherited members, comparison, null, templates, in device code.
#include <stdio.h>

struct Point { int x, y, z; int sum() const { return x + y + z; } int scaled(int k) { return x * k; } int other(int k) { return y * k; } virtual int v() const { return 1; } virtual ~Point() {} };
struct Colored : Point { int color = 9; int v() const override { return 2; } int paint(int c) { return color = c; } };
struct Left { int l = 1; int f() { return l; } }; struct Right { int r = 2; int g() { return r * 10; } }; struct Joined : Left, Right { int j = 3; };

template <class T, class M> static M read(const T& t, M T::*m) { return t.*m; }
template <int (Point::*f)(int)> static int call(Point& p, int k) { return (p.*f)(k); }
typedef int (Point::*Method)(int);
struct Pair { int a, b; };
__global__ void select(const Pair* in, int* out) { int Pair::*fields[2] = {&Pair::a, &Pair::b}; out[threadIdx.x] = in->*fields[threadIdx.x & 1]; }

int main() {
  Point p; p.x = 1; p.y = 2; p.z = 3; Point* q = &p;
  int Point::*fields[3] = {&Point::x, &Point::y, &Point::z};
  for (int Point::*f : fields) printf("%d ", p.*f * 10 + q->*f);
  q->*fields[1] = 50; printf("%d\n", p.y);
  Method methods[2] = {&Point::scaled, &Point::other}; printf("%d %d\n", (p.*methods[0])(7), (q->*methods[1])(2));
  int (Point::*s)() const = &Point::sum; const Point& cp = p; printf("%d\n", (cp.*s)());
  Colored c; c.x = 4; c.y = 5; c.z = 6; int (Point::*virt)() const = &Point::v; printf("%d %d\n", (p.*virt)(), (c.*virt)());
  int (Colored::*up)(int) = &Point::scaled; int Colored::*field = &Point::z; printf("%d %d %d\n", (c.*up)(3), c.*field, (c.*&Colored::paint)(8));
  int Point::*null = nullptr; Method none = nullptr; printf("%d %d %d %d\n", null == nullptr, !none, fields[0] == &Point::x, methods[0] != &Point::other);
  Joined j; int Joined::*r = &Right::r; int (Joined::*g)() = &Right::g; printf("%d %d %d\n", j.*r, (j.*g)(), (j.*static_cast<int (Joined::*)()>(&Left::f))());
  printf("%d %d\n", read(c, &Colored::color), call<&Point::scaled>(p, 5) + call<&Point::other>(p, 2));
  Pair pair{11, 22}, *dp; int *out, h[2]; cudaMalloc(&dp, sizeof pair); cudaMalloc(&out, sizeof h); cudaMemcpy(dp, &pair, sizeof pair, cudaMemcpyHostToDevice);
  select<<<1, 2>>>(dp, out); cudaMemcpy(h, out, sizeof h, cudaMemcpyDeviceToHost); printf("%d %d\n", h[0], h[1]);
}
