package dev.vespula.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code cases.json} holds.
 *
 * @param execute the execution cases
 * @param coremark the CoreMark program with reference scores
 * @param startup modules to decode and instantiate, relative to the file
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CaseFile(List<ExecutionCase> execute, CoreMark coremark, List<String> startup) {
    /**
     * The CoreMark program.
     *
     * @param file the module
     * @param reference the scores of other engines; higher is better
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record CoreMark(String file, Map<String, Double> reference) {}

    /** The name of the CoreMark case. */
    static final String COREMARK = "coremark";

    /** The folder with {@code cases.json}, as the scripts pass it. */
    static Path folder() {
        return Path.of(System.getProperty("vespula.shared", "../shared"), "bench").normalize();
    }

    static CaseFile read(Path folder) throws IOException {
        Path file = folder.resolve("cases.json");
        if (!Files.exists(file)) {
            throw new IOException(file + " not found; VESPULA_SHARED names the folder that holds bench/");
        }
        return new ObjectMapper().readValue(file.toFile(), CaseFile.class);
    }

    /** The execution cases and CoreMark. */
    List<ExecutionCase> all() {
        List<ExecutionCase> all = new ArrayList<>(execute);
        // Wasmi's time for the same iterations, from its score in iterations a second.
        Double score = coremark.reference().get("wasmi");
        Map<String, Double> reference = score == null ? Map.of() : Map.of("wasmi", CoreMarkClock.ITERATIONS * 1e3 / score);
        all.add(new ExecutionCase(COREMARK, coremark.file(), "run", 0L, null, null, null, CoreMarkClock.SCORE, reference));
        return all;
    }

    /**
     * The case of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    ExecutionCase named(String name) {
        return all().stream().filter(one -> one.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no case named " + name));
    }
}
