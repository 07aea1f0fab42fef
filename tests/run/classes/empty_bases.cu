// run: tolerance=0
// Empty bases and members lie where no other object of their class does, and take no room from what follows (Itanium C++ ABI, 2.4).
#include <cstddef>
#include <cstdio>

struct E0 {};
struct E1 : E0 {};
struct E2 : E0 {};
struct E3 : E1 {};
struct TwoEmpty : E0, E1 { char c; };
struct WithInt : E0, E1 { int c; };
struct TwoChars : E1, E2 { char c = 'c', d = 'd'; };
struct Three : E0, E1, E2 { char c; };
struct Plain : E0 { char z; };
struct Further : Plain, E1 { char c; };
struct Behind : TwoEmpty, E2 { char q; };
struct Nothing : E0, E1 {};
struct Over : Nothing { char c; };
struct OverShort : Nothing { short c; };
struct Member : E0, E1 { E0 e; char f; };
struct Array : E1 { E2 e[3]; char f; };
struct Deep : Nothing, E3 { char c; };
struct Virtual : E0, E1 { virtual void f() {} char c; };
struct Inside { TwoEmpty h; char c; };
struct Tail : TwoEmpty { char c2; };
struct Made : E0, E1 { Made() {} char c; };
struct MadeTail : Made { char d; };
struct VirtualBase : virtual E0, E1 { char c; };
struct alignas(4) Aligned {};
struct Aligned2 : Aligned {};
struct AlignedMember : Aligned { Aligned a; char c; };
struct AlignedBoth : Aligned, Aligned2 { char c; };

template <class T, class F> void place(const char *name, T *object, F field) { printf("%s: size %zu, member at %d\n", name, sizeof(T), (int)((char *)&(object->*field) - (char *)object)); }
template <class B, class T> void base(const char *name, T *object) { printf("%s: base at %d\n", name, (int)((char *)static_cast<B *>(object) - (char *)object)); }
#define PLACE(T, member) { static T object; place(#T "." #member, &object, &T::member); }
#define BASE(T, B) { static T object; base<B>(#T "/" #B, &object); }

__global__ void sizes(int *out, Behind behind, AlignedBoth both) {
  out[0] = sizeof(Behind);
  out[1] = sizeof(AlignedBoth);
  out[2] = behind.q;
  out[3] = both.c;
}

int main() {
  PLACE(TwoEmpty, c) BASE(TwoEmpty, E1) PLACE(WithInt, c) BASE(WithInt, E1) PLACE(TwoChars, c) PLACE(TwoChars, d) BASE(TwoChars, E2)
  PLACE(Three, c) BASE(Three, E1) BASE(Three, E2) PLACE(Further, c) BASE(Further, E1) PLACE(Behind, q) BASE(Behind, E2)
  PLACE(Over, c) PLACE(OverShort, c) PLACE(Member, e) PLACE(Member, f) PLACE(Array, e) PLACE(Array, f) PLACE(Deep, c) BASE(Deep, E3)
  PLACE(Virtual, c) BASE(Virtual, E1) PLACE(Inside, c) PLACE(Tail, c2) PLACE(MadeTail, d) PLACE(AlignedMember, a) PLACE(AlignedMember, c)
  PLACE(AlignedBoth, c) BASE(AlignedBoth, Aligned2)
  printf("%zu %zu\n", sizeof(Nothing), sizeof(VirtualBase));

  // What is copied of an empty base leaves the member at its place alone.
  TwoChars two;
  static_cast<E2 &>(two) = E2();
  static_cast<E1 &>(two) = E1();
  printf("%c%c\n", two.c, two.d);

  int *out;
  cudaMallocManaged(&out, 4 * sizeof(int));
  Behind behind = {};
  behind.q = 7;
  AlignedBoth both = {};
  both.c = 9;
  sizes<<<1, 1>>>(out, behind, both);
  cudaDeviceSynchronize();
  printf("%d %d %d %d\n", out[0], out[1], out[2], out[3]);
  cudaFree(out);
}
