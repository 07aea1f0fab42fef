// run: tolerance=0
// thread_local variables: each thread has its own, initialized when it first uses it, destroyed when it ends.
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

static int made, destroyed;
struct Counted {
    int number;
    Counted() : number(++made) {}
    ~Counted() { destroyed++; }
};

thread_local int plain = 5;
thread_local std::vector<int> list;
static thread_local std::string text = std::string("te") + "xt";

static Counted &counted()
{
    thread_local Counted mine;
    return mine;
}

static int next()
{
    static thread_local int state = atoi("40");
    return ++state;
}

int main()
{
    plain = 6;
    text += "!";
    list.push_back(1);
    errno = ERANGE;
    printf("main %d %s %d %d\n", plain, text.c_str(), next(), counted().number);
    for (int i = 0; i < 3; i++) {
        std::thread([i] {
            plain += i;
            for (int k = 0; k <= i; k++) list.push_back(k);
            text += std::to_string(i);
            int first = next();
            errno = EDOM;
            printf("thread %d %s %zu %d %d, made %d\n", plain, text.c_str(), list.size(), first, next(), counted().number);
        }).join();
        printf("destroyed %d\n", destroyed);
    }
    printf("main %d %s %zu %d %d %d\n", plain, text.c_str(), list.size(), next(), counted().number, errno == ERANGE);
}
