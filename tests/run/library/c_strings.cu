// run: tolerance=0
// string.h and ctype.h: copying, comparing, searching, tokens, memory; character classes over all bytes.
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <cstring>

int sign(int x) { return (x > 0) - (x < 0); }

int main() {
  char a[64] = "hello", b[64];
  printf("%zu %s %s\n", strlen(a), strcat(strcpy(b, a), " world"), strncat(a, "abcdef", 3));
  memset(b, '#', 16);
  strncpy(b, "abc", 6);
  printf("%s %d %d %c\n", b, b[3], b[5], b[6]);
  printf("%d %d %d %d %d\n", sign(strcmp("abc", "abd")), sign(strcmp("abc", "ab")), strncmp("abcx", "abcy", 3), sign(strcmp("\xff", "a")), sign(memcmp("a\0b", "a\0c", 3)));
  const char* text = "the cat sat on the mat";
  printf("%td %td %td %s %td\n", strchr(text, 'c') - text, strrchr(text, 't') - text, strstr(text, "sat") - text, strpbrk(text, "xyzm"), (const char*)memchr(text, 'o', 20) - text);
  printf("%zu %zu %d\n", strspn("aabbc", "ab"), strcspn("hello", "lo"), strstr(text, "dog") == nullptr);
  char list[] = ",one,,two;three;";
  for (char* p = strtok(list, ",;"); p; p = strtok(nullptr, ",;")) printf("[%s]", p);
  printf("\n");
  char overlapping[] = "0123456789";
  memmove(overlapping + 2, overlapping, 6);
  printf("%s ", overlapping);
  memmove(overlapping, overlapping + 3, 5);
  printf("%s\n", overlapping);
  char* copy = strdup("copied");
  printf("%s %d\n", copy, strcasecmp("HeLLo", "hEllO"));
  free(copy);
  int counts[12] = {0};
  for (int c = 0; c < 128; c++) {
    int classes[] = {isalpha(c), isdigit(c), isalnum(c), isspace(c), isupper(c), islower(c), ispunct(c), isprint(c), isgraph(c), iscntrl(c), isxdigit(c), isblank(c)};
    for (int i = 0; i < 12; i++) counts[i] += classes[i] != 0;
  }
  for (int n : counts) printf("%d ", n);
  printf("%c%c%c\n", toupper('q'), tolower('Q'), toupper('1'));
  unsigned char big[300];
  for (int i = 0; i < 300; i++) big[i] = (unsigned char)(i * 7);
  unsigned char other[300];
  memcpy(other, big, 300);
  other[299]++;
  printf("%d %d %d\n", memcmp(big, other, 299), sign(memcmp(big, other, 300)), memchr(big, 250, 300) != nullptr);
  printf("%s|%s\n", strerror(2), strerror(22));
}
