#pragma once
#include <stdio.h>
struct Logger {
  int lines = 0;
  Logger() { printf("logger made\n"); }
  void note(const char *who) { printf("%s %d\n", who, ++lines); }
};
inline Logger logger;
inline int shared_counter = 3;
inline constexpr int factor = 20;
template <class T> inline T accumulated = T(1);
template <class T> struct Registry {
  static inline int entries = 0;
  static T *storage() {
    static T cells[4] = {};
    return cells;
  }
};
inline int next_id() {
  static int id = 100;
  return id++;
}
struct Config {
  static Config &get() {
    static Config only;
    return only;
  }
  int value = 5;
 private:
  Config() { printf("config made\n"); }
};
inline __host__ __device__ int both_sides(int x) { return x * factor + 1; }
template <class T> __global__ void mark(T *out, T v) { out[threadIdx.x] = v + T(both_sides(threadIdx.x)); }
void from_other(int *out);
