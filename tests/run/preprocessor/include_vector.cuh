// Included once for each element type: TYPE and SUFFIX are the parameters.
#define JOIN2(a, b) a##_##b
#define JOIN(a, b) JOIN2(a, b)
#define VEC JOIN(vec, SUFFIX)
struct VEC {
  TYPE x, y;
};
static inline struct VEC JOIN(make, SUFFIX)(TYPE x, TYPE y) {
  struct VEC v = {x, y};
  return v;
}
static inline TYPE JOIN(dot, SUFFIX)(struct VEC a, struct VEC b) { return a.x * b.x + a.y * b.y; }
#undef JOIN2
#undef JOIN
#undef VEC
#undef TYPE
#undef SUFFIX
