// What is not supported, and says so.
#include <typeinfo>
__global__ void unknown_instruction(int *p) {
  asm volatile("frobnicate.u32 %0, %1;" : "=r"(p[0]) : "r"(p[1]));
}
int main() {
  asm volatile("mov %0, %1" : "=r"(*(int *)nullptr) : "r"(1));
}
