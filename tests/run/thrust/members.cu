// run:
// Thrust called from member functions of the program's own classes, one after the other; what device_vector.h brings along.
#include <cstdio>
#include <thrust/device_vector.h>

struct Counter {
    thrust::device_vector<int> values;
    Counter() : values(5) { thrust::fill(values.begin(), values.end(), 1); }
    void clear() { thrust::fill(values.begin(), values.end(), 0); }
    int *raw() { return thrust::raw_pointer_cast(values.data()); }
    void refill(int n)
    {
        thrust::device_ptr<int> p(raw());
        thrust::fill(p, p + n, 7);
    }
    void show() const
    {
        for (size_t i = 0; i < values.size(); i++) std::printf(" %d", (int)values[i]);
        std::printf("\n");
    }
};

struct Pair {
    __host__ __device__ thrust::tuple<int, float> operator()() const { return thrust::make_tuple(4, 0.5f); }
};

int main()
{
    Counter c;
    c.show();
    c.clear();
    c.refill(3);
    c.show();
    thrust::device_vector<int> a(3);
    thrust::device_vector<float> b(3);
    thrust::generate(thrust::make_zip_iterator(thrust::make_tuple(a.begin(), b.begin())), thrust::make_zip_iterator(thrust::make_tuple(a.end(), b.end())), Pair());
    std::printf("%d %g\n", (int)a[2], (float)b[1]);
    return 0;
}
