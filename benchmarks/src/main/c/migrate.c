/*
 * The core of a migration and nothing else: find the entry through four levels of tables, replace it
 * by a migration entry, copy the page, move its state to the twin page, map the twin. The twin of
 * page frame n is n ^ twin, so a second pass brings everything back.
 */
#include "rulers.h"

#include <string.h>

#define TABLE_BITS 9
#define TABLE_MASK 511UL
#define PRESENT 1UL
#define HUGE 128UL
#define MIGRATING 2UL
#define PFN_SHIFT 12
#define STATE_MASK ((1UL << 41) - 1)

#define FLAGS 0
#define MAPPING 24
#define INDEX 32
#define MAPCOUNT 48
#define REFCOUNT 52

static inline uint64_t *word_at(uint64_t address)
{
    return (uint64_t *)address;
}

static inline void add(uint64_t address, int32_t delta)
{
    __atomic_fetch_add((int32_t *)address, delta, __ATOMIC_SEQ_CST);
}

static inline uint64_t *find_entry(uint64_t table, uint64_t address)
{
    for (int shift = PFN_SHIFT + 3 * TABLE_BITS;; shift -= TABLE_BITS) {
        uint64_t *entry = word_at(table) + (address >> shift & TABLE_MASK);

        if (shift == PFN_SHIFT || *entry & HUGE)
            return entry;
        table = *entry & ~TABLE_MASK;
    }
}

static inline void move_state(uint64_t from, uint64_t to)
{
    *word_at(to + FLAGS) = (*word_at(to + FLAGS) & ~STATE_MASK)
                           | (*word_at(from + FLAGS) & STATE_MASK);
    *word_at(to + MAPPING) = *word_at(from + MAPPING);
    *word_at(to + INDEX) = *word_at(from + INDEX);
    *word_at(from + MAPPING) = 0;
    add(to + REFCOUNT, 1);
    add(to + MAPCOUNT, 1);
    add(from + MAPCOUNT, -1);
    add(from + REFCOUNT, -1);
}

/*
 * Migrates the pages at nr addresses, each of size bytes. world: root table, struct pages, contents,
 * twin, event counter. Returns nr.
 */
word hmmbench_migrate(word world, word addresses, word nr, word size)
{
    const uint64_t *at = (const uint64_t *)world;
    uint64_t root = at[0], pages = at[1], contents = at[2], twin = at[3];

    for (word i = 0; i < nr; i++) {
        uint64_t *entry = find_entry(root, word_at(addresses)[i]);
        uint64_t old = *entry;
        uint64_t pfn = old >> PFN_SHIFT;
        uint64_t new_pfn = pfn ^ twin;

        *entry = pfn << PFN_SHIFT | MIGRATING | (old & HUGE);
        memcpy((void *)(contents + (new_pfn << PFN_SHIFT)),
               (void *)(contents + (pfn << PFN_SHIFT)), size);
        move_state(pages + pfn * 64, pages + new_pfn * 64);
        add(world + 32, 1);
        *entry = new_pfn << PFN_SHIFT | PRESENT | (old & HUGE);
    }
    return nr;
}
