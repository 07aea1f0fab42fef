// run: tolerance=0
// CUB's sorts by comparison and within segments: keys and pairs, ascending and descending, ranges of bits, empty and long segments, between two buffers.
#include <algorithm>
#include <cstdio>
#include <cub/cub.cuh>
#include <vector>

template <class T> static T *upload(const std::vector<T> &v)
{
    T *p;
    cudaMalloc(&p, v.size() * sizeof(T) + 1);
    cudaMemcpy(p, v.data(), v.size() * sizeof(T), cudaMemcpyHostToDevice);
    return p;
}
template <class T> static std::vector<T> download(const T *p, size_t n)
{
    std::vector<T> v(n);
    cudaMemcpy(v.data(), p, n * sizeof(T), cudaMemcpyDeviceToHost);
    return v;
}
template <class F> static void run(F f)
{
    size_t bytes = 0;
    void *memory = nullptr;
    f(nullptr, bytes);
    cudaMalloc(&memory, bytes);
    cudaError_t error = f(memory, bytes);
    if (error != cudaSuccess) std::printf("%s\n", cudaGetErrorName(error));
    cudaFree(memory);
}

struct Entry {
    int group;
    float weight;
};
struct ByGroup {
    __host__ __device__ bool operator()(const Entry &a, const Entry &b) const { return a.group < b.group; }
};
struct Greater {
    template <class T> __host__ __device__ bool operator()(const T &a, const T &b) const { return a > b; }
};

int main()
{
    unsigned state = 7;
    auto next = [&] { return (state = state * 1664525u + 1013904223u) >> 12; };
    for (int n : {0, 1, 7, 8, 9, 100, 3000}) {
        std::vector<Entry> entries(n);
        std::vector<int> places(n);
        std::vector<short> shorts(n);
        for (int i = 0; i < n; i++) entries[i] = {(int)(next() % 40), (float)i}, places[i] = i, shorts[i] = (short)(next() % 1000 - 500);
        Entry *de = upload(entries), *copy = upload(entries);
        int *dp = upload(places);
        short *ds = upload(shorts);
        run([&](void *m, size_t &bytes) { return cub::DeviceMergeSort::SortPairs(m, bytes, de, dp, n, ByGroup()); });
        run([&](void *m, size_t &bytes) { return cub::DeviceMergeSort::StableSortKeys(m, bytes, ds, n, Greater()); });
        std::vector<Entry> sorted = download(de, n);
        std::vector<int> moved = download(dp, n);
        std::vector<short> down = download(ds, n);
        std::vector<Entry> expected = entries;
        std::stable_sort(expected.begin(), expected.end(), ByGroup());
        std::stable_sort(shorts.begin(), shorts.end(), Greater());
        bool same = true;
        for (int i = 0; i < n; i++) same = same && sorted[i].weight == expected[i].weight && moved[i] == (int)expected[i].weight && down[i] == shorts[i];
        run([&](void *m, size_t &bytes) { return cub::DeviceMergeSort::SortKeysCopy(m, bytes, copy, de, n, ByGroup()); });
        sorted = download(de, n);
        std::vector<Entry> kept = download(copy, n);
        for (int i = 0; i < n; i++) same = same && sorted[i].weight == expected[i].weight && kept[i].weight == (float)i;
        std::printf("merge sort of %d: %s\n", n, same ? "right" : "wrong");
    }

    // Segments: of 0, 1, 3, 700, 0, 2, 294 elements.
    std::vector<int> offsets = {0, 0, 1, 4, 704, 704, 706, 1000};
    const int n = 1000, segments = 7;
    std::vector<float> keys(n);
    std::vector<unsigned> words(n);
    std::vector<int> places(n);
    for (int i = 0; i < n; i++) keys[i] = (float)(int)(next() % 64) - 32.0f, words[i] = next(), places[i] = i;
    keys[10] = -0.0f;
    int *d_offsets = upload(offsets), *d_places = upload(places), *d_moved = upload(places);
    float *d_keys = upload(keys), *d_sorted = upload(keys);
    unsigned *d_words = upload(words), *d_other = upload(words);
    auto check = [&](const char *name, auto before, auto precedes, const auto &sorted) {
        std::vector<int> order(n);
        for (int i = 0; i < n; i++) order[i] = i;
        for (int s = 0; s < segments; s++) std::stable_sort(order.begin() + offsets[s], order.begin() + offsets[s + 1], [&](int i, int j) { return precedes(before[i], before[j]); });
        bool same = true;
        for (int i = 0; i < n; i++) same = same && sorted[i] == before[order[i]];
        std::printf("%s: %s\n", name, same ? "right" : "wrong");
        return order;
    };
    auto less = [](auto a, auto b) { return a < b; };
    auto greater = [](auto a, auto b) { return a > b; };
    run([&](void *m, size_t &bytes) { return cub::DeviceSegmentedRadixSort::SortPairs(m, bytes, d_keys, d_sorted, d_places, d_moved, n, segments, d_offsets, d_offsets + 1); });
    std::vector<int> order = check("floats", keys, less, download(d_sorted, n));
    std::printf("values: %s\n", download(d_moved, n) == order ? "right" : "wrong");
    run([&](void *m, size_t &bytes) { return cub::DeviceSegmentedRadixSort::SortKeysDescending(m, bytes, d_words, d_other, n, segments, d_offsets, d_offsets + 1, 0, 20); });
    check("descending", words, greater, download(d_other, n));
    run([&](void *m, size_t &bytes) { return cub::DeviceSegmentedRadixSort::SortKeys(m, bytes, d_words, d_other, n, segments, d_offsets, d_offsets + 1, 3, 9); });
    check("six bits", words, [](unsigned a, unsigned b) { return (a >> 3 & 63) < (b >> 3 & 63); }, download(d_other, n));
    run([&](void *m, size_t &bytes) { return cub::DeviceSegmentedSort::StableSortPairsDescending(m, bytes, d_keys, d_sorted, d_places, d_moved, n, segments, d_offsets, d_offsets + 1); });
    order = check("pairs", keys, greater, download(d_sorted, n));
    std::printf("values: %s\n", download(d_moved, n) == order ? "right" : "wrong");
    cub::DoubleBuffer<unsigned> buffers(d_words, d_other);
    run([&](void *m, size_t &bytes) { return cub::DeviceSegmentedSort::SortKeys(m, bytes, buffers, n, segments, d_offsets, d_offsets + 1); });
    check("two buffers", words, less, download(buffers.Current(), n));
    return 0;
}
