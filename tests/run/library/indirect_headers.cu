// run: units="indirect_headers_unit.cpp"
// A unit of plain C++, into which no header of CUDA brings what its own headers bring along indirectly.
#include <cstdio>

int indirect();

int main() {
    printf("%d\n", indirect());
}
