// run:
// String literals where a char* is wanted, which nvcc grants with a warning.
#include <cstdio>
#include <string>

struct Named {
  char* name;
  int value;
};
void print(char* text) { printf("%s\n", text); }
void which(char*) { printf("char*\n"); }
void which(const char*) { printf("const char*\n"); }
void wanted(char*, int) { printf("char*\n"); }
void wanted(std::string, int) { printf("string\n"); }
void pointer(char*) { printf("char*\n"); }
void pointer(const void*) { printf("const void*\n"); }
char* result() { return "result"; }

int main() {
  char* text = "initialized";
  print(text);
  text = "assigned";
  print(text);
  print("argument");
  print(("in parentheses"));
  which("literal");
  wanted("literal", 1);
  pointer("literal");
  char* table[] = {"zero", "one"};
  print(table[1]);
  Named named = {"member", 1};
  print(named.name);
  print(result());
  int64_t wide = 1;
  int8_t narrow = -1;
  printf("%ld %d\n", wide << 40, narrow);
  return 0;
}
