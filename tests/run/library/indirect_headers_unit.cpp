// What gcc's headers bring along and programs rely on: fixed-size integers in std with strings and clocks, containers and algorithms with <functional>, comparisons with containers, the thread's name.
#include <chrono>
#include <functional>
#include <string>
#include <sys/prctl.h>

int indirect() {
    std::vector<std::uint8_t> bytes{3, 1, 2};
    std::array<std::int64_t, 2> sums{0, 1};
    std::unordered_map<std::string, int> numbers{{"one", 1}};
    std::sort(bytes.begin(), bytes.end(), std::greater<std::uint8_t>());
    char name[16];
    prctl(PR_SET_NAME, "a name that is too long");
    prctl(PR_GET_NAME, name);
    printf("%d %d %d %d %zu %s %d\n", bytes[0], (int)sums[1], numbers["one"], std::max(1, 2), std::hash<int>()(7), name, prctl(999, 0));
    return std::less<int>()(1, 2) ? EXIT_SUCCESS : EXIT_FAILURE;
}
