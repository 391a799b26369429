/*
 * Initialising and looking up struct pages. The layout is that of dev.hmmbench.memory.StructPage and of
 * include/linux/mm_types.h, 6.19.
 */
#include "rulers.h"

#include <stddef.h>
#include <string.h>

struct list_head {
    struct list_head *next, *prev;
};

struct page {
    uint64_t flags;
    union {
        struct list_head lru;
        struct {
            void *pgmap;
            void *zone_device_data;
        };
    };
    void *mapping;
    uint64_t index;
    uint64_t private;
    int32_t mapcount;
    int32_t refcount;
    uint64_t memcg_data;
};

_Static_assert(sizeof(struct page) == 64, "a struct page has 64 bytes");
_Static_assert(offsetof(struct page, mapcount) == 48, "layout of StructPage");

#define LAST_CPUPID_MASK (((1UL << 14) - 1) << 41)
#define PG_RESERVED (1UL << 13)

/*
 * mm/mm_init.c, __init_zone_device_page(), 6.19: the steps in the kernel's order; the compiler merges
 * the stores that a later one overwrites.
 */
static inline void init_page(struct page *page, uint64_t links, void *pgmap)
{
    memset(page, 0, sizeof(*page));
    page->flags = links;
    page->refcount = 1;
    page->mapcount = -1;
    page->flags |= LAST_CPUPID_MASK;
    page->lru.next = &page->lru;
    page->lru.prev = &page->lru;
    page->flags |= PG_RESERVED;
    page->pgmap = pgmap;
    page->zone_device_data = NULL;
    page->refcount = 0;
}

/* Initialises nr struct pages; returns nr. */
word hmmbench_init_struct_pages(word first, word nr, word flags, word pgmap)
{
    struct page *page = (struct page *)first;
    uint64_t links = (uint64_t)flags & ~(LAST_CPUPID_MASK | PG_RESERVED);

    for (word i = 0; i < nr; i++)
        init_page(page + i, links, (void *)pgmap);
    return nr;
}

/*
 * Adds up the flags of the pages that nr numbers stand for by arithmetic: base + number * 64. Returns
 * the sum of flags.
 */
word hmmbench_sum_flags_by_arithmetic(word base, word numbers, word nr)
{
    const uint64_t *number = (const uint64_t *)numbers;
    uint64_t sum = 0;

    for (word i = 0; i < nr; i++)
        sum += ((const struct page *)base + number[i])->flags;
    return (word)sum;
}
