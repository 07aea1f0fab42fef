// run: units="startup_other.cpp"
// Functions that run before main and when the program ends, by priority, among the initializers and destructors of variables.
#include <cstdio>
#include <cstdlib>

struct Named {
    const char* name;
    Named(const char* name) : name(name) { printf("init %s\n", name); }
    ~Named() { printf("exit %s\n", name); }
};

Named first("first");
__attribute__((destructor)) static void d1() { printf("d1\n"); }
__attribute__((destructor(200))) static void d2() { printf("d2\n"); }
static void d3() __attribute__((destructor));
static void d3() { printf("d3\n"); }
__attribute__((destructor(300))) void d4() { printf("d4\n"); }
__attribute__((constructor)) static void c1()
{
    printf("c1\n");
    atexit([] { printf("atexit\n"); });
}
static __attribute__((constructor(300))) void c2() { printf("c2\n"); }
__attribute__((constructor(200), destructor)) static void c3() { printf("c3\n"); }
[[gnu::constructor]] static void c4() { printf("c4\n"); }
Named second("second");

__global__ void kernel(int* p) { *p = 7; }
static int* memory;
__attribute__((constructor)) static void allocate() { cudaMallocManaged(&memory, sizeof(int)); }

int main()
{
    kernel<<<1, 1>>>(memory);
    cudaDeviceSynchronize();
    printf("main %d\n", *memory);
}
