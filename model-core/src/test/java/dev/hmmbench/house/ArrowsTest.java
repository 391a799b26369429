package dev.hmmbench.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Protects the order of this module's rooms: each may use those before it, never those behind it.
 */
class ArrowsTest {

    private static final String ROOT = "dev.hmmbench.";
    private static final List<String> ROOMS = List.of(
            "count", "memory", "lib", "platform", "physmem", "model", "mm", "device",
            "conformance");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.hmmbench");

    @Test
    void importer_sawTheClasses() {
        assertThat(CLASSES.stream()).hasSizeGreaterThan(30);
    }

    @Test
    void everyClass_livesInAKnownRoom() {
        assertThat(CLASSES.stream().map(found -> room(found.getPackageName())).distinct())
                .isSubsetOf(ROOMS);
    }

    @TestFactory
    List<DynamicTest> everyRoom_usesOnlyRoomsBeforeIt() {
        return ROOMS.stream()
                .map(room -> DynamicTest.dynamicTest(room, () -> usesOnlyRoomsBefore(room)))
                .toList();
    }

    @Test
    void foreignMemory_isUsedByMemoryAlone() {
        noClasses().that().resideOutsideOfPackage(ROOT + "memory")
                .should().dependOnClassesThat().resideInAPackage("java.lang.foreign")
                .check(CLASSES);
    }

    private static void usesOnlyRoomsBefore(String room) {
        String[] behind = ROOMS.subList(ROOMS.indexOf(room) + 1, ROOMS.size()).stream()
                .map(later -> ROOT + later + "..")
                .toArray(String[]::new);
        if (behind.length > 0) {
            noClasses().that().resideInAPackage(ROOT + room + "..")
                    .should().dependOnClassesThat().resideInAnyPackage(behind)
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }

    private static String room(String packageName) {
        return packageName.substring(ROOT.length()).split("\\.")[0];
    }
}
