// Conway's Game of Life on a torus, drawn in the terminal. A glider gun without end needs an endless plane;
// here the world wraps around at its edges.
//
//   cuda-wasm run examples/game_of_life.cu               # 60 × 24 cells, 100 generations, the last one is shown
//   cuda-wasm run examples/game_of_life.cu -- 200 show   # every generation, as a film
//
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 60
#define HEIGHT 24

// One thread a cell: it counts its eight neighbours in the old world and writes the new one.
__global__ void generation(const unsigned char *old, unsigned char *next) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= WIDTH || y >= HEIGHT) {
    return;
  }
  int neighbours = 0;
  for (int dy = -1; dy <= 1; dy++) {
    for (int dx = -1; dx <= 1; dx++) {
      if (dx != 0 || dy != 0) {
        neighbours += old[(y + dy + HEIGHT) % HEIGHT * WIDTH + (x + dx + WIDTH) % WIDTH];
      }
    }
  }
  bool alive = old[y * WIDTH + x];
  next[y * WIDTH + x] = neighbours == 3 || (alive && neighbours == 2);
}

static void place(unsigned char *world, int left, int top, const char *const *rows, int count) {
  for (int y = 0; y < count; y++) {
    for (int x = 0; rows[y][x]; x++) {
      world[(top + y) * WIDTH + left + x] = rows[y][x] == 'O';
    }
  }
}

static int draw(const unsigned char *world) {
  int alive = 0;
  for (int y = 0; y < HEIGHT; y++) {
    char line[WIDTH + 1];
    for (int x = 0; x < WIDTH; x++) {
      alive += world[y * WIDTH + x];
      line[x] = world[y * WIDTH + x] ? 'O' : '.';
    }
    line[WIDTH] = 0;
    puts(line);
  }
  return alive;
}

int main(int argc, char **argv) {
  int generations = argc > 1 ? atoi(argv[1]) : 100;
  bool film = argc > 2 && strcmp(argv[2], "show") == 0;
  unsigned char world[WIDTH * HEIGHT] = {0};
  const char *glider[] = {".O.", "..O", "OOO"};
  const char *pentomino[] = {".OO", "OO.", ".O."};
  const char *ship[] = {"O..O.", "....O", "O...O", ".OOOO"};
  place(world, 2, 2, glider, 3);
  place(world, 30, 10, pentomino, 3);
  place(world, 8, 17, ship, 4);

  unsigned char *current, *next;
  cudaMalloc(&current, sizeof world);
  cudaMalloc(&next, sizeof world);
  cudaMemcpy(current, world, sizeof world, cudaMemcpyHostToDevice);
  dim3 threads(16, 8);
  dim3 blocks((WIDTH + threads.x - 1) / threads.x, (HEIGHT + threads.y - 1) / threads.y);
  for (int i = 0; i < generations; i++) {
    generation<<<blocks, threads>>>(current, next);
    unsigned char *swapped = current;
    current = next;
    next = swapped;
    if (film) {
      cudaMemcpy(world, current, sizeof world, cudaMemcpyDeviceToHost);
      printf("\033[H\033[2J");  // the cursor home, the screen empty
      draw(world);
      fflush(stdout);
    }
  }
  cudaMemcpy(world, current, sizeof world, cudaMemcpyDeviceToHost);
  int alive = draw(world);
  printf("generation %d, %d alive\n", generations, alive);
  cudaFree(current);
  cudaFree(next);
  return 0;
}
