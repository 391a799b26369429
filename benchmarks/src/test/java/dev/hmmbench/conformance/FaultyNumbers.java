package dev.hmmbench.conformance;

import dev.hmmbench.model.Numbers;

/** Numbers with a fault. */
record FaultyNumbers(PlantedFault fault, Numbers right) implements Numbers {

    private static final long BORDER = 512;

    @Override
    public long pageOf(long number) {
        return right.pageOf(switch (fault) {
            case NUMBER_AT_BORDER_IS_THE_PAGE_BEFORE -> number % BORDER == 0 ? number - 1 : number;
            case NUMBER_BEFORE_BORDER_IS_LISTED_TWICE ->
                    number % BORDER == BORDER - 1 ? number - 1 : number;
            case NUMBER_OF_NEIGHBOUR_PAGEMAP -> number - BORDER;
            default -> number;
        });
    }

    @Override
    public long numberOf(long page) {
        return right.numberOf(page);
    }
}
