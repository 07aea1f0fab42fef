/* Records of a name of eight chars and a number, sorted a block of 512 at a time by a bitonic network in shared memory, names compared char by char. Exact for a sample of blocks. Small size: 4096. */
#include "../bench.cuh"

#define NAME 8
#define BLOCK 256
#define RECORDS (2 * BLOCK)

struct Record {
    char name[NAME];
    int number;
};

__host__ __device__ inline bool before(const Record &a, const Record &b)
{
    for (int k = 0; k < NAME; k++) {
        if (a.name[k] != b.name[k]) return a.name[k] < b.name[k];
    }
    return a.number < b.number;
}

__host__ __device__ inline Record make_record(unsigned i)
{
    Record r;
    unsigned h = hash32(i);
    int length = 2 + h % (NAME - 2);
    for (int k = 0; k < NAME; k++) {
        r.name[k] = k < length ? (char)('a' + (h >> k) % 3) : '\0';
    }
    r.number = (int)(hash32(i + 77777) % 1000);
    return r;
}

__global__ void make_records(Record *records, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) records[i] = make_record(i);
}

__global__ void sort_block(const Record *in, Record *out)
{
    __shared__ Record local[RECORDS];
    int base = blockIdx.x * RECORDS;
    int tid = threadIdx.x;
    local[tid] = in[base + tid];
    local[tid + BLOCK] = in[base + tid + BLOCK];
    for (int size = 2; size <= RECORDS; size *= 2) {
        for (int stride = size / 2; stride > 0; stride /= 2) {
            __syncthreads();
            int low = 2 * tid - (tid & (stride - 1));
            int high = low + stride;
            bool ascending = (low & size) == 0;
            if (before(local[high], local[low]) == ascending) {
                Record temp = local[low];
                local[low] = local[high];
                local[high] = temp;
            }
        }
    }
    __syncthreads();
    out[base + tid] = local[tid];
    out[base + tid + BLOCK] = local[tid + BLOCK];
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 2 << 20) / RECORDS * RECORDS;
    printf("sort_records: %d records\n", n);
    Record *in = device_array<Record>(n), *out = device_array<Record>(n);
    make_records<<<blocks_for(n, 256), 256>>>(in, n);

    Timing t = time_launches([&] { sort_block<<<n / RECORDS, BLOCK>>>(in, out); });
    bool ok = true;
    for (int s = 0; s < 16 && ok; s++) {
        int base = (int)((double)(n / RECORDS - 1) * s / 15) * RECORDS;
        std::vector<Record> expected(RECORDS), got = host_copy(out + base, RECORDS);
        for (int k = 0; k < RECORDS; k++) expected[k] = make_record(base + k);
        std::sort(expected.begin(), expected.end(), before);
        for (int k = 0; k < RECORDS && ok; k++)
            if (before(got[k], expected[k]) || before(expected[k], got[k])) ok = check_element(base + k, got[k].number, expected[k].number, 0.0) && check_element(base + k, 0, 1, 0.0);
    }
    return report(ok, t, (double)n, "Grecord");
}
