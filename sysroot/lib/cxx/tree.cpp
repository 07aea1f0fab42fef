// Red-black trees (Cormen, Leiserson, Rivest, Stein, chapter 13), with a header node as in sysroot/include/__cxx/tree.h.
#include <__cxx/tree.h>

namespace std {

typedef __tree_link L;

L* __tree_next(L* n) noexcept {
  if (n->right) {
    n = n->right;
    while (n->left) n = n->left;
    return n;
  }
  L* up = n->parent;
  while (n == up->right) {
    n = up;
    up = up->parent;
  }
  // From a root without right child, the ascent ends at the header in `n` itself.
  return n->right != up ? up : n;
}

L* __tree_previous(L* n) noexcept {
  if (n->red && n->parent && n->parent->parent == n) return n->right; // the header: only it is red above a root
  if (n->red && !n->parent) return n->right;                          // an empty tree's header
  if (n->left) {
    n = n->left;
    while (n->right) n = n->right;
    return n;
  }
  L* up = n->parent;
  while (n == up->left) {
    n = up;
    up = up->parent;
  }
  return up;
}

// Puts `child` where `n` hung.
static void replace(L* n, L* child, L*& root) {
  if (n == root) root = child;
  else if (n == n->parent->left) n->parent->left = child;
  else n->parent->right = child;
}
static void rotate_left(L* n, L*& root) {
  L* up = n->right;
  n->right = up->left;
  if (up->left) up->left->parent = n;
  up->parent = n->parent;
  replace(n, up, root);
  up->left = n;
  n->parent = up;
}
static void rotate_right(L* n, L*& root) {
  L* up = n->left;
  n->left = up->right;
  if (up->right) up->right->parent = n;
  up->parent = n->parent;
  replace(n, up, root);
  up->right = n;
  n->parent = up;
}

void __tree_insert(bool left, L* n, L* parent, L& header) noexcept {
  L*& root = header.parent;
  n->parent = parent;
  n->left = n->right = nullptr;
  n->red = true;
  if (parent == &header) {
    header.parent = header.left = header.right = n;
  } else if (left) {
    parent->left = n;
    if (parent == header.left) header.left = n;
  } else {
    parent->right = n;
    if (parent == header.right) header.right = n;
  }
  while (n != root && n->parent->red) {
    L* grand = n->parent->parent;
    const bool on_left = n->parent == grand->left;
    L* uncle = on_left ? grand->right : grand->left;
    if (uncle && uncle->red) {
      n->parent->red = uncle->red = false;
      grand->red = true;
      n = grand;
    } else if (on_left) {
      if (n == n->parent->right) {
        n = n->parent;
        rotate_left(n, root);
      }
      n->parent->red = false;
      grand->red = true;
      rotate_right(grand, root);
    } else {
      if (n == n->parent->left) {
        n = n->parent;
        rotate_right(n, root);
      }
      n->parent->red = false;
      grand->red = true;
      rotate_left(grand, root);
    }
  }
  root->red = false;
}

void __tree_remove(L* n, L& header) noexcept {
  L*& root = header.parent;
  // The ends of the ring, before the shape changes.
  if (header.left == n) header.left = n->right ? __tree_next(n) : n->parent;
  if (header.right == n) header.right = n->left ? __tree_previous(n) : n->parent;
  L* child;         // takes the place that becomes free; may be null
  L* parent;        // its parent
  bool black = !n->red;
  if (!n->left || !n->right) {
    child = n->left ? n->left : n->right;
    parent = n->parent;
    if (child) child->parent = parent;
    replace(n, child, root);
  } else {
    L* next = n->right;
    while (next->left) next = next->left;
    black = !next->red;
    child = next->right;
    if (next->parent == n) {
      parent = next;
    } else {
      parent = next->parent;
      parent->left = child;
      if (child) child->parent = parent;
      next->right = n->right;
      n->right->parent = next;
    }
    next->left = n->left;
    n->left->parent = next;
    replace(n, next, root);
    next->parent = n->parent;
    next->red = n->red;
  }
  if (!black) return;
  // `child` stands for one black too few.
  while (child != root && !(child && child->red)) {
    const bool on_left = child == parent->left;
    L* sibling = on_left ? parent->right : parent->left;
    if (sibling->red) {
      sibling->red = false;
      parent->red = true;
      if (on_left) rotate_left(parent, root);
      else rotate_right(parent, root);
      sibling = on_left ? parent->right : parent->left;
    }
    L* near = on_left ? sibling->left : sibling->right;
    L* far = on_left ? sibling->right : sibling->left;
    if (!(near && near->red) && !(far && far->red)) {
      sibling->red = true;
      child = parent;
      parent = parent->parent;
      continue;
    }
    if (!(far && far->red)) {
      near->red = false;
      sibling->red = true;
      if (on_left) rotate_right(sibling, root);
      else rotate_left(sibling, root);
      far = sibling;
      sibling = near;
    }
    sibling->red = parent->red;
    parent->red = false;
    far->red = false;
    if (on_left) rotate_left(parent, root);
    else rotate_right(parent, root);
    break;
  }
  if (child) child->red = false;
}

}
