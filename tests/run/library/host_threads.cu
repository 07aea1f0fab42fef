// run: tolerance=0 threads="threads that wait for each other need several: with one, each runs when it is made, and a wait without end is told as an error"
// Threads of host code that wait for each other: a bounded queue, spinning on an atomic, promises, tasks, barriers; each launches kernels too.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <future>
#include <mutex>
#include <pthread.h>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

__global__ void square(long long *p, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) p[i] = p[i] * p[i];
}

struct Queue {
    std::mutex m;
    std::condition_variable not_empty, not_full;
    std::deque<int> items;
    bool closed = false;
    void put(int x)
    {
        std::unique_lock<std::mutex> lock(m);
        not_full.wait(lock, [this] { return items.size() < 3; });
        items.push_back(x);
        not_empty.notify_one();
    }
    bool take(int &x)
    {
        std::unique_lock<std::mutex> lock(m);
        while (items.empty() && !closed) not_empty.wait(lock);
        if (items.empty()) return false;
        x = items.front();
        items.pop_front();
        not_full.notify_one();
        return true;
    }
    void close()
    {
        std::lock_guard<std::mutex> lock(m);
        closed = true;
        not_empty.notify_all();
    }
};

static void consume(Queue &queue, long long &sum)
{
    std::vector<long long> batch;
    for (int x; queue.take(x);) batch.push_back(x);
    if (batch.empty()) return;
    long long *device;
    cudaMalloc(&device, batch.size() * sizeof(long long));
    cudaMemcpy(device, batch.data(), batch.size() * sizeof(long long), cudaMemcpyHostToDevice);
    square<<<((int)batch.size() + 63) / 64, 64>>>(device, (int)batch.size());
    cudaMemcpy(batch.data(), device, batch.size() * sizeof(long long), cudaMemcpyDeviceToHost);
    cudaFree(device);
    for (long long x : batch) sum += x;
}

struct Meeting {
    pthread_barrier_t barrier;
    int values[4], sums[4];
};
struct Guest {
    Meeting *meeting;
    int number;
};
static void *meet(void *argument)
{
    Guest *guest = (Guest *)argument;
    Meeting *m = guest->meeting;
    for (int round = 0; round < 5; round++) {
        m->values[guest->number] = guest->number * 10 + round;
        pthread_barrier_wait(&m->barrier);
        for (int v : m->values) m->sums[guest->number] += v;
        pthread_barrier_wait(&m->barrier);
    }
    return nullptr;
}

int main()
{
    Queue queue;
    long long sums[3] = {};
    std::vector<std::thread> consumers;
    for (long long &sum : sums) consumers.emplace_back(consume, std::ref(queue), std::ref(sum));
    std::thread producer([&queue] {
        for (int i = 1; i <= 1000; i++) queue.put(i);
        queue.close();
    });
    producer.join();
    for (std::thread &t : consumers) t.join();
    printf("%lld\n", sums[0] + sums[1] + sums[2]);

    std::atomic<int> stage{0};
    std::thread spinner([&stage] {
        while (stage.load() != 1) {
        }
        stage = 2;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    stage = 1;
    while (stage.load(std::memory_order_acquire) != 2) std::this_thread::yield();
    spinner.join();
    printf("stage %d, joinable %d\n", stage.load(), spinner.joinable());

    std::promise<std::string> promise;
    std::future<std::string> future = promise.get_future();
    bool early = future.wait_for(std::chrono::microseconds(10)) == std::future_status::timeout;
    std::thread giver([&promise] { promise.set_value("kept"); });
    printf("%d %s\n", early, future.get().c_str());
    giver.join();
    std::future<int> bad = std::async(std::launch::async, []() -> int { throw std::runtime_error("from a thread"); });
    try {
        bad.get();
    } catch (const std::exception &e) {
        printf("%s\n", e.what());
    }
    std::vector<std::future<int>> tasks;
    for (int i = 0; i < 8; i++) tasks.push_back(std::async(std::launch::async, [i] { return i * i; }));
    int total = 0;
    for (std::future<int> &task : tasks) total += task.get();
    printf("%d\n", total);

    std::shared_mutex shared;
    int readers = 0, data = 0;
    std::vector<std::thread> group;
    for (int i = 0; i < 4; i++) {
        group.emplace_back([&, i] {
            if (i % 2) {
                std::unique_lock<std::shared_mutex> lock(shared);
                data += i;
            } else {
                std::shared_lock<std::shared_mutex> lock(shared);
                std::this_thread::yield();
                (void)data;
            }
        });
    }
    for (std::thread &t : group) t.join();
    std::once_flag once;
    std::vector<std::thread> several;
    for (int i = 0; i < 5; i++) several.emplace_back([&] { std::call_once(once, [&readers] { readers++; }); });
    for (std::thread &t : several) t.join();
    printf("%d %d\n", data, readers);

    Meeting meeting = {};
    pthread_barrier_init(&meeting.barrier, nullptr, 4);
    Guest guests[4];
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) {
        guests[i] = {&meeting, i};
        pthread_create(&threads[i], nullptr, meet, &guests[i]);
    }
    for (pthread_t t : threads) pthread_join(t, nullptr);
    printf("%d %d %d %d\n", meeting.sums[0], meeting.sums[1], meeting.sums[2], meeting.sums[3]);

    std::timed_mutex held;
    held.lock();
    bool got = true;
    std::thread([&] { got = held.try_lock_for(std::chrono::milliseconds(1)); }).join();
    held.unlock();
    printf("%d %s\n", got, cudaGetErrorName(cudaGetLastError()));
}
