// What is not supported yet, and says so.
#include <typeinfo>
__device__ const std::type_info &type_of(int x) { return typeid(x); }
__global__ void uses_new_exceptions(int *p) { *p = 1; }
int main() {
  asm("nop");
//^ error CW8001: inline assembly is not supported yet
  asm volatile("mov %0, %1" : "=r"(*(int *)nullptr) : "r"(1));
//^ error CW8001: inline assembly is not supported yet
}
