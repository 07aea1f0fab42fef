// run: tolerance=0
// Single and multiple inheritance: construction order, hiding and using-declarations, access, casts between bases, empty bases, layout.
#include <stdio.h>

struct A { int a; A(int v = 1) : a(v) { printf("A%d ", v); } ~A() { printf("~A "); } int name() const { return 'A'; } void set(int v) { a = v; } };
struct B { int b = 2; B() { printf("B "); } ~B() { printf("~B "); } int name() const { return 'B'; } };
struct C : A, B { int c = 3; C() : A(10) { printf("C "); } ~C() { printf("~C "); } int name() const { return 'C'; } using A::set; void set(const char*) { c = -1; } };
struct D : private C { int d = 4; using C::c; int total() const { return a + b + c + d; } int base_name() const { return A::name(); } };

struct Empty {};
struct Holds : Empty { int v; };
struct TwoEmpty : Empty { Empty e; char c; };
class Shape { protected: int sides_; public: explicit Shape(int s) : sides_(s) {} int sides() const { return sides_; } };
class Square : public Shape { int edge_; public: explicit Square(int e) : Shape(4), edge_(e) {} int perimeter() const { return sides_ * edge_; } };
struct Cube final : Square { using Square::Square; int faces = 6; };

__host__ __device__ inline int mix(int a, int b) { return a * 31 + b; }
struct Base { int x; __host__ __device__ Base(int v) : x(v) {} __host__ __device__ int f(int k) const { return mix(x, k); } };
struct Other { int y = 9; };
struct Derived : Other, Base { __host__ __device__ Derived(int v) : Base(v) {} __host__ __device__ int f(int k) const { return Base::f(k) + y; } };
__global__ void derived(int* out) { Derived d(threadIdx.x); Base& b = d; Derived* back = static_cast<Derived*>(&b); out[threadIdx.x] = d.f(1) * 1000 + b.f(2) + (back == &d); }

int main() {
  {
    C c; printf("\n%c %c %c\n", c.name(), c.A::name(), static_cast<B&>(c).name());
    A* pa = &c; B* pb = &c; C* back = static_cast<C*>(pb);
    printf("%d %d %d %d\n", back == &c, (void*)pa == (void*)&c, (void*)pb == (void*)&c, int((char*)pb - (char*)pa));
    B* null = static_cast<B*>(static_cast<C*>(nullptr)); printf("%d\n", null == nullptr);
    c.set(5); printf("%d ", pa->a); c.set("x"); printf("%d\n", c.c);
    A sliced = c; printf("%d ", sliced.a);
  }
  printf("\n");
  { D d; printf("\n%d %d %c ", d.total(), d.c, d.base_name()); }
  printf("\n%d %d %d\n", (int)sizeof(Holds), (int)sizeof(TwoEmpty), (int)sizeof(Empty));
  Cube cube(5); Shape& shape = cube; printf("%d %d %d\n", cube.perimeter(), shape.sides(), cube.faces);
  int* d; cudaMalloc(&d, 2 * sizeof(int)); derived<<<1, 2>>>(d); int h[2]; cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost); cudaFree(d);
  printf("%d %d\n", h[0], h[1]);
}
