package dev.hmmbench.conformance;

import dev.hmmbench.device.DeviceShape;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.model.Lifecycle;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.physmem.Pagemap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Every driver's way to divide its memory works with every design. */
final class ShapeScenarios {

    private static final long MEMORY_BYTES = 384L << 20;
    private static final long DEVICE_BASE = 1L << 36;
    private static final long OWNER = 7;

    private ShapeScenarios() {}

    static List<Scenario> all() {
        return Stream.of(DeviceShape.values())
                .map(shape -> Scenario.of(
                        "shape_" + shape.name().toLowerCase(Locale.ROOT),
                        "memory divided as " + shape.label() + " does",
                        world -> createTwice(world, shape)))
                .toList();
    }

    private static void createTwice(World world, DeviceShape shape) {
        create(world, shape);
        world.expectFreePagesOfNow();
        create(world, shape);
    }

    private static void create(World world, DeviceShape shape) {
        Lifecycle lifecycle = world.core().model().lifecycle();

        List<Pagemap> pagemaps =
                shape.create(lifecycle, MEMORY_BYTES, World.idleDriver(), OWNER);

        World.expect("pagemaps", shape.isWhole() ? 1 : 2, pagemaps.size());
        long base = DEVICE_BASE;
        for (Pagemap pagemap : pagemaps) {
            expectPage(world, shape, pagemap, base, 0);
            expectPage(world, shape, pagemap, base, pagemap.nrPages() - 1);
            base += pagemap.nrPages() * Vma.PAGE_BYTES;
        }
        world.core().model().validate();
        pagemaps.reversed().forEach(lifecycle::remove);
    }

    private static void expectPage(
            World world, DeviceShape shape, Pagemap pagemap, long base, long index) {
        Numbers numbers = world.core().numbers();
        long number = pagemap.firstNumber() + index;
        World.expect("number of its page", number,
                Colour.rawNumber(numbers.numberOf(numbers.pageOf(number))));
        long bytes = index * Vma.PAGE_BYTES;
        long expected = switch (shape) {
            case XE, NOUVEAU -> base + bytes;
            case AMDKFD -> bytes;
            case PPC_ULTRAVISOR, DMIRROR -> index;
        };
        World.expect("what the device calls the page", expected,
                shape.deviceAddress(pagemap, number, base));
    }
}
