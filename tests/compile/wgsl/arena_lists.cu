struct Node {
  int value;
  Node *next;
};

__global__ void lists(Node *nodes, int *sums) {
  int sum = 0;
  for (Node *node = &nodes[threadIdx.x]; node; node = node->next) sum += node->value;
  sums[threadIdx.x] = sum;
}

__global__ void tables(float **rows) { rows[blockIdx.x][threadIdx.x] = 1.0f; }

struct Tree {
  double key;
  Tree *child[2];
};

__device__ Tree *root;

__global__ void search(const double *keys, const Tree **found, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  const Tree *at = root;
  while (at && at->key != keys[i]) at = at->child[at->key < keys[i]];
  found[i] = at;
}

union Word {
  float f;
  unsigned u;
  unsigned char bytes[4];
  Word *next;
};

__global__ void unions(Word *words, unsigned long long *addresses) {
  Word *word = words + threadIdx.x;
  if (word->bytes[3] & 0x80) word->u ^= 0x80000000u;
  else word->next = (Word *)(addresses[threadIdx.x] + 8);
  addresses[threadIdx.x] = (unsigned long long)word;
}

struct Branch {
  unsigned key;
  short left_weight, right_weight;
  Branch *left, *right;
};

__global__ void descend(const Branch *branch, const unsigned *keys, short *weights) {
  short weight = 0;
  while (branch->left) {
    weight = keys[threadIdx.x] < branch->key ? branch->left_weight : branch->right_weight;
    branch = keys[threadIdx.x] < branch->key ? branch->left : branch->right;
  }
  weights[threadIdx.x] = weight;
}

__global__ void traverse(const Branch *branch, unsigned *sums) {
  const Branch *stack[16];
  int top = 0;
  stack[top++] = branch;
  unsigned sum = 0;
  while (top > 0) {
    const Branch *at = stack[--top];
    sum += at->key % 100;
    if (at->left) stack[top++] = at->left;
    if (at->right) stack[top++] = at->right;
  }
  sums[threadIdx.x] = sum;
}

struct Box {
  float low[2], high[2];
  Box *next;
};

__global__ void boxes(const Box *box, int *counts) {
  float x = threadIdx.x, y = blockIdx.x;
  int count = 0;
  for (; box; box = box->next) count += x >= box->low[0] && x <= box->high[0] && y >= box->low[1] && y <= box->high[1];
  counts[blockIdx.x * blockDim.x + threadIdx.x] = count;
}
