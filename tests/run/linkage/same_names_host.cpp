static int state = 7;
static int helper() {
  static int calls = 0;
  return ++calls * state;
}
namespace {
struct Secret {
  long pad[3] = {0, 0, 0};
  virtual ~Secret() {}
  virtual int get() const { return 33; }
};
int hidden() { return Secret().get(); }
}
int host_sum() {
  struct Local { int operator()() const { return helper() + hidden(); } };
  return Local()() + Local()();
}
