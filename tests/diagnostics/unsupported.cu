// What is not supported, and says so.
#include <typeinfo>
__global__ void unknown_instruction(int *p) {
  asm volatile("frobnicate.u32 %0, %1;" : "=r"(p[0]) : "r"(p[1]));
//^ error CW8010: the PTX instruction 'frobnicate.u32 %0, %1' is not supported
  asm volatile("{ .reg .f32 x; mov.f32 x, 1.0; add.frob.f32 x, x, x; }");
//^ error CW8010: the PTX instruction 'add.frob.f32 x, x, x' is not supported
  asm volatile("bar.sync 1, 64;");
//^ error CW8010: the PTX instruction 'bar.sync 1, 64' is not supported
  asm volatile("addc.u32 %0, %0, 1;" : "+r"(p[0]));
//^ error CW8010: the PTX instruction 'addc.u32 %0, %0, 1 (with a carry that this function has not set before)' is not supported
  asm volatile("add.u32 %0, undeclared, 1;" : "=r"(p[0]));
//^ error CW8010: the PTX instruction 'add.u32 %0, undeclared, 1' is not supported
  asm volatile("{ .reg .pred p; setp.eq.u32 p, 1, 2; @p bra MIDDLE; AGAIN: mov.u32 %0, 1; MIDDLE: bra AGAIN; }" : "=r"(p[0]));
//^ error CW8010: the PTX instruction '@p bra MIDDLE (into a loop)' is not supported
}
int main() {
  asm volatile("mov %0, %1" : "=r"(*(int *)nullptr) : "r"(1));
//^ error CW8001: inline assembly in host code is not supported yet
}
int host_variable = 1;
__global__ void reads_host_variable(int *p) { *p = host_variable; }
//                                                 ^ error CW8005: identifier 'host_variable' is undefined in device code: it is a host variable
