package io.kerb.eta.residual;

import java.util.Arrays;

/**
 * Boosted regression trees in flat arrays, as a library trained them (Chen and Guestrin, "XGBoost",
 * KDD 2016). A row's score is the base plus the leaf it falls to in every tree; a missing value
 * (NaN) takes the branch the training chose for it.
 *
 * <p>One node is two words: its value (threshold, or the leaf's score) and its link (column, branch
 * of missing values, first of its two children, which stand side by side). Trees are the outer loop
 * and rows the inner one, so that a tree is read from memory once for a whole batch.
 */
public final class Trees {
  /** Nodes of all trees together: 64 MB. */
  public static final int NODES_MAX = 1 << 23;

  /** Links of leaves are negative. */
  private static final int LEAF = -1;

  private static final int COLUMN_BITS = 7;
  private static final int COLUMN_MASK = (1 << COLUMN_BITS) - 1;
  private static final int MISSING_LEFT = 1 << COLUMN_BITS;
  private static final int CHILD_SHIFT = COLUMN_BITS + 1;

  private final float base;
  private final int[] roots;
  private final int[] links;
  private final float[] values;

  Trees(float base, int[] roots, int[] links, float[] values) {
    this.base = base;
    this.roots = roots;
    this.links = links;
    this.values = values;
    check();
  }

  /** Adds to each row's score: base and all trees. */
  public void score(float[] rows, int columns, int count, double[] scores) {
    Arrays.fill(scores, 0, count, base);
    for (int root : roots) {
      for (int row = 0; row < count; row++) {
        scores[row] += values[leaf(root, rows, row * columns)];
      }
    }
  }

  private int leaf(int root, float[] rows, int offset) {
    int node = root;
    int link = links[node];
    while (link >= 0) {
      float value = rows[offset + (link & COLUMN_MASK)];
      float threshold = values[node];
      boolean left = (link & MISSING_LEFT) != 0 ? !(value >= threshold) : value < threshold;
      node = (link >>> CHILD_SHIFT) + (left ? 0 : 1);
      link = links[node];
    }
    return node;
  }

  public int size() {
    return roots.length;
  }

  public int nodes() {
    return links.length;
  }

  float base() {
    return base;
  }

  int[] roots() {
    return roots;
  }

  int[] links() {
    return links;
  }

  float[] values() {
    return values;
  }

  /** Every walk ends: a child stands behind its parent and within the arrays. */
  private void check() {
    for (int root : roots) {
      if (root < 0 || root >= links.length) {
        throw new IllegalArgumentException(
            "a tree begins at node " + root + ", which is not there");
      }
    }
    for (int node = 0; node < links.length; node++) {
      int child = links[node] >>> CHILD_SHIFT;
      if (links[node] >= 0 && (child <= node || child + 1 >= links.length)) {
        throw new IllegalArgumentException("node " + node + " leads to " + child);
      }
    }
  }

  /** Collects trees. A tree is added node by node, children behind their parents. */
  public static final class Builder {
    private final float base;
    private int[] roots = new int[64];
    private int[] links = new int[1024];
    private float[] values = new float[1024];
    private int trees;
    private int nodes;

    public Builder(double base) {
      this.base = (float) base;
    }

    /** Begins a tree with one node, which is then made a branch or a leaf. */
    public int root() {
      if (trees == roots.length) {
        roots = Arrays.copyOf(roots, 2 * trees);
      }
      int root = room(1);
      roots[trees++] = root;
      return root;
    }

    /**
     * Makes a node a branch.
     *
     * @param below rows whose column is less than this go left
     * @param missingLeft where rows without a value go
     * @return the left child; the right one is the next
     */
    public int branch(int node, int column, float below, boolean missingLeft) {
      if (column < 0 || column > COLUMN_MASK) {
        throw new IllegalArgumentException(
            "trees know columns 0 to " + COLUMN_MASK + ", not " + column);
      }
      int left = room(2);
      links[node] = left << CHILD_SHIFT | (missingLeft ? MISSING_LEFT : 0) | column;
      values[node] = below;
      return left;
    }

    public void leaf(int node, float score) {
      links[node] = LEAF;
      values[node] = score;
    }

    public Trees build() {
      return new Trees(
          base,
          Arrays.copyOf(roots, trees),
          Arrays.copyOf(links, nodes),
          Arrays.copyOf(values, nodes));
    }

    private int room(int wanted) {
      if (nodes + wanted > NODES_MAX) {
        throw new IllegalStateException(
            "more than " + NODES_MAX + " nodes; maybe train fewer or shallower trees");
      }
      if (nodes + wanted > links.length) {
        links = Arrays.copyOf(links, 2 * links.length);
        values = Arrays.copyOf(values, 2 * values.length);
      }
      nodes += wanted;
      return nodes - wanted;
    }
  }
}
