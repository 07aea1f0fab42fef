// run: tolerance=0
// Names alone are not looked up in bases that depend on template parameters; member classes of templates are made when they are needed.
#include <cstdio>

__host__ __device__ int where() { return 1; }
struct Named { __host__ __device__ int where() const { return 30; } int field = 31; };
int field = 2;

template <class T> struct Base {
  int field = 5;
  using type = T;
  __host__ __device__ int where() const { return 10; }
  template <class U> U as() const { return U(field); }
  static int counter;
};
template <class T> int Base<T>::counter = 3;

template <class T> struct Derived : Base<T> {
  typename Base<T>::type t{};
  __host__ __device__ int outside() const { return where(); }
  __host__ __device__ int inside() const { return this->where(); }
  int named() const { return Base<T>::where(); }
  int plain() const { return field; }
  int mine() const { return this->field; }
  double as() const { return this->template as2<double>(); }
  template <class U> U as2() const { return Base<T>::template as<U>(); }
  int shared() const { return Derived::counter; }
};
struct Concrete : Derived<int> { int inner() const { return where() + field; } };
template <class T> struct OverNamed : Named { int both() const { return where() + field; } };
template <class T> struct ByAlias {
  typedef Named Known;
  using Unknown = Base<T>;
  struct A : Known { int value() const { return where(); } };
  struct B : Unknown { int value() const { return where(); } };
  struct C : B { int value() const { return where(); } };
};

// A member class may derive from the class around it, or contain it.
template <class T> struct Tree {
  struct Leaf : Tree { T value; int size() const override { return 1; } Leaf(T v) : value(v) {} };
  struct Fork : Tree { Leaf left, right; Tree spare; Fork(T a, T b) : left(a), right(b) {} int size() const override { return left.size() + right.size() + kind; } };
  int kind = 20;
  virtual int size() const { return 0; }
};
template <class T> struct Lazy { struct Wrong { typename T::missing field; }; struct Right { T value; }; Right right{}; };

// Constructor templates that are inherited more than once name types of the class that they come from.
template <class T> struct First { using value_type = T; T value; template <class U> First(U u, value_type v) : value(T(u) + v) {} };
template <class T> struct Second : First<T> { using First<T>::First; };
template <class T> struct Third : Second<T> { using Second<T>::Second; };

__global__ void kernel(int *out) {
  Derived<float> d;
  out[0] = d.outside();
  out[1] = d.inside();
}

int main() {
  Derived<int> d;
  printf("%d %d %d %d %d %g %d\n", d.outside(), d.inside(), d.named(), d.plain(), d.mine(), d.as(), d.shared());
  printf("%d %d\n", Concrete().inner(), OverNamed<int>().both());
  printf("%d %d %d\n", ByAlias<int>::A().value(), ByAlias<int>::B().value(), ByAlias<int>::C().value());
  Tree<int>::Fork fork(1, 2);
  const Tree<int> &tree = fork;
  printf("%d %d\n", tree.size(), fork.left.value + fork.right.value);
  printf("%d\n", Lazy<int>().right.value);
  printf("%d %g\n", Third<int>(2.5, 3).value, Second<double>(2, 0.5).value);
  int *out;
  cudaMallocManaged(&out, 2 * sizeof(int));
  kernel<<<1, 1>>>(out);
  cudaDeviceSynchronize();
  printf("%d %d\n", out[0], out[1]);
  cudaFree(out);
}
