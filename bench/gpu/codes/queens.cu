/* How many ways there are to place queens: a thread a placement of the first four rows, backtracking over the others with the columns in a local array. Exact. Small size: 8. */
#include "../bench.cuh"

#define MAX_QUEENS 20
#define PREFIX 4

__device__ bool attacked(const int *board, int row, int col)
{
    for (int i = 0; i < row; i++) {
        if (board[i] == col || abs(board[i] - col) == row - i) return true;
    }
    return false;
}

__global__ void count_queens(int n, int prefixes, unsigned long long *solutions, unsigned *placed)
{
    int id = blockIdx.x * blockDim.x + threadIdx.x;
    if (id >= prefixes) return;
    int board[MAX_QUEENS];
    int rest = id;
    for (int row = 0; row < PREFIX; row++) {
        board[row] = rest % n;
        rest /= n;
        if (attacked(board, row, board[row])) {
            placed[id] = 0;
            return;
        }
    }
    unsigned found = 0;
    int row = PREFIX;
    board[row] = -1;
    while (row >= PREFIX) {
        board[row]++;
        if (board[row] >= n) {
            row--;
        } else if (!attacked(board, row, board[row])) {
            if (row == n - 1) {
                found++;
            } else {
                row++;
                board[row] = -1;
            }
        }
    }
    placed[id] = found;
    atomicAdd(solutions, (unsigned long long)found);
}

static unsigned long long count_by_masks(unsigned all, unsigned columns, unsigned left, unsigned right)
{
    if (columns == all) return 1;
    unsigned long long sum = 0;
    for (unsigned open = all & ~(columns | left | right); open != 0; open &= open - 1) {
        unsigned bit = open & -open;
        sum += count_by_masks(all, columns | bit, (left | bit) << 1, (right | bit) >> 1);
    }
    return sum;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 12);
    if (n <= PREFIX || n > MAX_QUEENS) {
        fprintf(stderr, "the number of queens must be from %d to %d\n", PREFIX + 1, MAX_QUEENS);
        return 2;
    }
    int prefixes = n * n * n * n;
    printf("queens: %d of them, %d beginnings\n", n, prefixes);
    unsigned long long *solutions = device_array<unsigned long long>(1);
    unsigned *placed = device_array<unsigned>(prefixes);
    Timing t = time_launches([&] {
        CHECK(cudaMemset(solutions, 0, sizeof *solutions));
        count_queens<<<blocks_for(prefixes, 64), 64>>>(n, prefixes, solutions, placed);
    });
    unsigned long long expected = count_by_masks((1u << n) - 1, 0, 0, 0), sum = 0;
    for (unsigned p : host_copy(placed, prefixes)) sum += p;
    bool ok = verify(solutions, 1, [=](size_t) { return expected; }, 0.0, 1.0, 1, 1) && check_element(1, (double)sum, (double)expected, 0.0);
    return report(ok, t, (double)expected, "Gsolution");
}
