package dev.vespula.internal.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Feature;
import dev.vespula.InvalidException;
import dev.vespula.MalformedException;
import dev.vespula.internal.binary.Features;
import dev.vespula.testing.Cost;
import dev.vespula.testing.Modules;
import dev.vespula.testing.SharedArchive;
import dev.vespula.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A thousand damaged modules, on whose validity other engines agree. */
class MalformedBankTest {
    private static final long MOST_MILLIS = 1_000;
    private static final Features FEATURES = Features.of(new Config().without(Feature.THREADS).without(
            Feature.LEGACY_EXCEPTIONS));

    @Test
    void verdictsAreThoseOfOtherEngines() throws IOException {
        Map<String, byte[]> modules = new HashMap<>();
        SharedArchive.unzip("conformance/malformed/binaries.zip")
                .forEach((path, bytes) -> modules.put(path.substring(path.lastIndexOf('/') + 1), bytes));
        List<String> lines = Files.readAllLines(SharedFolder.path("conformance/malformed/verdicts.tsv"));
        List<String> failures = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t", -1);
            long millis = Cost.millis(() -> {
                String verdict = verdict(modules.get(columns[0]));
                if (!verdict.equals(columns[1])) {
                    failures.add(verdict + ", not " + line);
                }
            });
            assertThat(millis).as(line).isLessThan(MOST_MILLIS);
        }
        assertThat(lines).hasSizeGreaterThan(1000);
        assertThat(failures).isEmpty();
    }

    /** Any other exception is a failure of the test. */
    private static String verdict(byte[] bytes) {
        try {
            Modules.validate(bytes, FEATURES).names();
            return "valid";
        } catch (MalformedException | InvalidException e) {
            assertThat(e.offset()).as(e.getMessage()).isBetween(0L, (long) bytes.length);
            return "invalid";
        }
    }
}
