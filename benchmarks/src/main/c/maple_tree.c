/*
 * The linear walk of lib/maple_tree.c, mtree_load() and mtree_lookup_walk(), 6.19, over the nodes that
 * dev.hmmbench.lib built; layout of nodes and references as in its MapleNodeLayout.
 */
#include "rulers.h"

#define PIVOTS 8
#define INNER_PIVOTS 9
#define LEAF_PIVOTS 15
#define INNER_SLOT_0 80
#define LEAF_SLOT_0 128
#define TYPE(reference) ((reference) >> 3 & 0xf)
#define LEAF 1
#define GENERATION_SHIFT 48

static inline uint64_t load(const char *address)
{
    return __atomic_load_n((const uint64_t *)address, __ATOMIC_RELAXED);
}

static inline uint64_t load_acquire(const char *address)
{
    return __atomic_load_n((const uint64_t *)address, __ATOMIC_ACQUIRE);
}

static inline unsigned slot_of(const char *node, unsigned nr_pivots, uint64_t key)
{
    unsigned slot;

    for (slot = 0; slot < nr_pivots; slot++)
        if (load(node + PIVOTS + slot * 8) >= key)
            break;
    return slot;
}

static inline int is_stale(uint64_t reference, const char *node)
{
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
    return (reference ^ load(node)) >> GENERATION_SHIFT != 0;
}

/* The entry at a key, or 0. A node that died meanwhile shows another generation: begin again. */
static inline uint64_t walk(const char *base, uint64_t mask, const char *root, uint64_t key)
{
    const char *node;
    uint64_t reference, entry;

again:
    reference = load_acquire(root);
    if (reference == 0)
        return 0;
    while (TYPE(reference) != LEAF) {
        node = base + (reference & mask);
        entry = load_acquire(node + INNER_SLOT_0 + 8 * slot_of(node, INNER_PIVOTS, key));
        if (is_stale(reference, node))
            goto again;
        reference = entry;
    }
    node = base + (reference & mask);
    entry = load_acquire(node + LEAF_SLOT_0 + 8 * slot_of(node, LEAF_PIVOTS, key));
    if (is_stale(reference, node))
        goto again;
    return entry;
}

/* Walks to nr keys, from the root reference at an address; returns the sum of the entries found. */
word hmmbench_sum_walks(word base, word mask, word root, word keys, word nr)
{
    const uint64_t *key = (const uint64_t *)keys;
    uint64_t sum = 0;

    for (word i = 0; i < nr; i++)
        sum += walk((const char *)base, (uint64_t)mask, (const char *)root, key[i]);
    return (word)sum;
}
