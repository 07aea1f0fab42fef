// OpenMP regions run in one thread: a clause whose copies would show is refused.
#define _OPENMP 201511
int main() {
  int n = 5, m = 0;
#pragma omp parallel private(m) firstprivate(n)
//                              ^ error CW1056: the OpenMP clause 'firstprivate' is not supported: regions run in one thread, on the variables themselves
  {
    m = ++n;
  }
#undef _OPENMP
#pragma omp parallel firstprivate(n)
  n++;
  return n - m;
}
