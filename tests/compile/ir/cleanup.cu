struct Guard {
  int *count;
  explicit Guard(int *count) : count(count) { ++*count; }
  ~Guard() { --*count; }
};

int work(int);

int guarded(int *count, int n) {
  Guard guard(count);
  if (n == 0) return 0;
  return work(n);
}
