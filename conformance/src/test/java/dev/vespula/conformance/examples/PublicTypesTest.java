package dev.vespula.conformance.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.conformance.Documents;
import dev.vespula.testing.OnOneJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users see of the library in its documentation. */
@OnOneJdk
class PublicTypesTest {
    private static final Pattern SEE = Pattern.compile("^ \\* @see ([\\w.]+)", Pattern.MULTILINE);
    private static final Pattern ON_DEMAND = Pattern.compile("import (?:static )?dev\\.vespula[\\w.]*\\.\\*;");

    /**
     * A type has an example, or one of another type, or of the package, that shows it: the other type stands behind {@code @see}, and
     * the type's name in that example.
     */
    @Test
    void everyTypeIsShownInAnExample() {
        List<PublicType> all = PublicType.all();
        Map<String, List<PublicType>> bySimpleName = all.stream().collect(Collectors.groupingBy(PublicType::name));
        Map<String, PublicType> packages = all.stream().filter(PublicType::isPackage)
                .collect(Collectors.toMap(PublicType::packageName, Function.identity()));
        assertThat(all.stream().filter(type -> !type.isPackage() && type.examples().isEmpty())
                .filter(type -> !packages.get(type.packageName()).hasExampleWith(type.name()))
                .filter(type -> SEE.matcher(type.source()).results().map(see -> see.group(1)).noneMatch(
                        other -> bySimpleName.getOrDefault(other.substring(other.lastIndexOf('.') + 1), List.of()).stream()
                                .anyMatch(shown -> shown.hasExampleWith(type.name()))))
                .map(PublicType::fullName)).as("types that no example shows").isEmpty();
    }

    /** Who uses Kotlin, or a tool that checks for null, is told where null may be. */
    @Test
    void everyPackageIsMarkedForNullness() {
        List<PublicType> packages = PublicType.all().stream().filter(PublicType::isPackage).toList();
        assertThat(packages).hasSizeGreaterThan(11).allMatch(one -> one.source().contains("\n@NullMarked\npackage "));
        assertThat(packages.stream().map(PublicType::packageName)).as("each has a description")
                .containsAll(PublicType.all().stream().map(PublicType::packageName).toList());
    }

    /** {@code import dev.vespula.*} makes {@code Module} ambiguous: the one of {@code java.lang} is meant as well. */
    @Test
    void examplesImportByName() throws IOException {
        for (PublicType type : PublicType.all()) {
            assertThat(type.examples()).as(type.fullName()).noneMatch(example -> ON_DEMAND.matcher(example).find());
        }
        for (Path document : Documents.all()) {
            assertThat(ON_DEMAND.matcher(Files.readString(document)).find()).as(document.toString()).isFalse();
        }
        try (Stream<Path> files = Files.walk(Documents.ROOT.resolve("examples"))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
                assertThat(ON_DEMAND.matcher(Files.readString(file)).find()).as(file.toString()).isFalse();
            }
        }
    }
}
