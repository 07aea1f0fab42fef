/* A chained hash table: inserts push entries on buckets by exchanging the head, look-ups follow next pointers. Exact. Small size: 4096. */
#include "../bench.cuh"

struct Entry {
    unsigned key;
    unsigned value;
    Entry *next;
};

struct Table {
    Entry *entries;
    int *heads; /* index + 1 of a bucket's first entry; 0 where empty */
    unsigned mask;
};

__global__ void clear(Table *table)
{
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i <= table->mask) table->heads[i] = 0;
}

__global__ void insert(Table *table, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    Entry *entry = &table->entries[i];
    entry->key = hash32(i);
    entry->value = i;
    int old = atomicExch(&table->heads[hash32(entry->key) & table->mask], i + 1);
    entry->next = old == 0 ? nullptr : &table->entries[old - 1];
}

__global__ void look_up(const Table *table, unsigned *found, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    unsigned key = hash32(n - 1 - i);
    int head = table->heads[hash32(key) & table->mask];
    const Entry *entry = head == 0 ? nullptr : &table->entries[head - 1];
    while (entry != nullptr && entry->key != key) entry = entry->next;
    found[i] = entry == nullptr ? 0xffffffffu : entry->value;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 2 << 20);
    unsigned buckets = 1;
    while (buckets < (unsigned)n) buckets *= 2;
    printf("hash_table: %d entries, %u buckets\n", n, buckets);
    std::vector<Table> host = {{device_array<Entry>(n), device_array<int>(buckets), buckets - 1}};
    Table *table = device_copy(host);
    unsigned *found = device_array<unsigned>(n);

    Timing t = time_launches([&] {
        clear<<<blocks_for(buckets, 256), 256>>>(table);
        insert<<<blocks_for(n, 256), 256>>>(table, n);
        look_up<<<blocks_for(n, 256), 256>>>(table, found, n);
    });
    bool ok = verify(found, n, [=](size_t i) { return n - 1 - i; }, 0.0);
    return report(ok, t, 2.0 * n, "Goperation");
}
