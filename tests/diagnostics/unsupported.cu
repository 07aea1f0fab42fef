// What is not supported, and says so.
#include <typeinfo>
__global__ void unknown_instruction(int *p) {
  asm volatile("frobnicate.u32 %0, %1;" : "=r"(p[0]) : "r"(p[1]));
//^ error CW8010: the PTX instruction 'frobnicate.u32 %0, %1' is not supported
}
int main() {
  asm volatile("mov %0, %1" : "=r"(*(int *)nullptr) : "r"(1));
//^ error CW8001: inline assembly in host code is not supported yet
}
int host_variable = 1;
__global__ void reads_host_variable(int *p) { *p = host_variable; }
//                                                 ^ error CW8005: identifier 'host_variable' is undefined in device code: it is a host variable
