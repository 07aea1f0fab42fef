// run: tolerance=0
// Names by patterns: fnmatch with its flags and brackets, glob over folders, in order, with marks and where nothing matches; addresses as text and the order of their bytes.
#include <arpa/inet.h>
#include <cstdio>
#include <cstring>
#include <fnmatch.h>
#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

static void match(const char *pattern, const char *text, int flags = 0) { std::printf("%d", fnmatch(pattern, text, flags) == 0); }
static void list(const char *pattern, int flags)
{
    glob_t g;
    int status = glob(pattern, flags, nullptr, &g);
    std::printf("%s %d:", pattern, status);
    if (status == 0) {
        for (size_t i = 0; i < g.gl_pathc; i++) std::printf(" %s", g.gl_pathv[i]);
        std::printf(" [%zu] %d", g.gl_pathc, g.gl_pathv[g.gl_pathc] == nullptr);
        globfree(&g);
    }
    std::printf("\n");
}

int main()
{
    match("*.cu", "a.cu"), match("*.cu", "a.cuh"), match("a*b*c", "aXbYbZc"), match("a*b*c", "aXbYbZ"), match("", ""), match("*", ""), match("?", "");
    std::printf(" ");
    match("[a-c]x[!0-9]", "bxq"), match("[a-c]x[!0-9]", "bx7"), match("[]-]", "-"), match("[]-]", "]"), match("[^x]", "x"), match("[[:digit:]a]*", "7z"), match("[[:upper:]]", "q"), match("[ab", "[ab");
    std::printf(" ");
    match("a\\*", "a*"), match("a\\*", "ab"), match("a\\*", "a\\b", FNM_NOESCAPE), match("*", "a/b"), match("*", "a/b", FNM_PATHNAME), match("*/b", "a/b", FNM_PATHNAME), match("a?b", "a/b", FNM_PATHNAME);
    std::printf(" ");
    match("*", ".x", FNM_PERIOD), match(".*", ".x", FNM_PERIOD), match("a/*", "a/.x", FNM_PERIOD | FNM_PATHNAME), match("a/*", "a/.x", FNM_PERIOD), match("a*", "ab/c", FNM_LEADING_DIR | FNM_PATHNAME), match("AbC", "aBc", FNM_CASEFOLD), match("[A-C]", "b", FNM_CASEFOLD);
    std::printf("\n");

    mkdir("patterns_test", 0755);
    if (chdir("patterns_test")) return 1;
    mkdir("d1", 0755), mkdir("d2", 0755);
    const char *names[] = {"b.txt", "a.txt", "c.dat", ".hidden.txt", "d1/x.txt", "d2/y.txt", "d2/x.txt"};
    for (const char *name : names)
        if (FILE *f = std::fopen(name, "w")) std::fclose(f);
    list("*.txt", 0);
    list("*", GLOB_MARK);
    list("d?/x.txt", 0);
    list("d*/*", 0);
    list("c.dat", 0);
    list("[bc].*", 0);
    list("none*", 0);
    list("none*", GLOB_NOCHECK);
    list("d2/", 0);
    list(".*.txt", 0);
    list("*", GLOB_PERIOD | GLOB_ONLYDIR | GLOB_NOCHECK | GLOB_MARK);
    glob_t g;
    g.gl_offs = 2;
    glob("b*", GLOB_DOOFFS, nullptr, &g);
    glob("d2/*", GLOB_DOOFFS | GLOB_APPEND, nullptr, &g);
    std::printf("%d %d %zu:", g.gl_pathv[0] == nullptr, g.gl_pathv[1] == nullptr, g.gl_pathc);
    for (char **p = g.gl_pathv + 2; *p; p++) std::printf(" %s", *p);
    std::printf("\n");
    globfree(&g);
    for (const char *name : names) unlink(name);
    rmdir("d1"), rmdir("d2");
    if (chdir("..") == 0) rmdir("patterns_test");

    unsigned char b[4] = {9, 9, 9, 9};
    char text[INET_ADDRSTRLEN];
    std::printf("%x %x %x\n", htons(0x1234), htonl(0x12345678), ntohl(htonl(77)));
    std::printf("%d %d.%d.%d.%d\n", inet_pton(AF_INET, "10.0.255.7", b), b[0], b[1], b[2], b[3]);
    std::printf("%d %d %d %d\n", inet_pton(AF_INET, "10.0.256.7", b), inet_pton(AF_INET, "1.2.3", b), inet_pton(AF_INET, "01.2.3.4", b), inet_pton(AF_INET, "1.2.3.4x", b));
    std::printf("%s %d\n", inet_ntop(AF_INET, b, text, sizeof text), inet_ntop(AF_INET, b, text, 5) == nullptr);
    std::printf("%x %x %x %x\n", inet_addr("127.0.0.1"), inet_addr("1.2"), inet_addr("0x10.010.3.300"), inet_addr("0x7f000001"));
    std::printf("%s\n", inet_ntoa({htonl(INADDR_LOOPBACK)}));
    return 0;
}
