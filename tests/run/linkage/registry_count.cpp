struct Operation {
  const char *name;
  int (*host)(int);
  void (*launch)(int *, int);
  const Operation *next;
};
inline const Operation *&operations() {
  static const Operation *first = nullptr;
  return first;
}
namespace detail {
inline int counter = 40;
}
thread_local int last_result = -1;
extern const int table_size = 3;
int count_operations() {
  int n = 0;
  for (const Operation *o = operations(); o != nullptr; o = o->next) n++;
  detail::counter += n - 1;
  return n;
}
