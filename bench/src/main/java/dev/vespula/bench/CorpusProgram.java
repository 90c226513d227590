package dev.vespula.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An entry of the corpus' {@code manifest.json}.
 *
 * @param name its name
 * @param file the module
 * @param kind "wasi-command" for whole programs
 * @param isBenchmark whether it is there to be measured
 * @param args the program's arguments
 * @param env the program's environment
 * @param dirs the folders it sees
 * @param stdin a file for its standard input, or null
 * @param stdout a file with what it prints
 * @param exit its exit code, as text
 * @param ignoreLines a pattern of lines of output that differ from run to run, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record CorpusProgram(String name, String file, String kind, @JsonProperty("benchmark") boolean isBenchmark, List<String> args,
        Map<String, String> env, List<Folder> dirs, String stdin, String stdout, String exit,
        @JsonProperty("ignore_lines") String ignoreLines) {

    /**
     * A folder that a program sees.
     *
     * @param host where it is, in the corpus
     * @param guest what the program calls it
     */
    record Folder(String host, String guest) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Manifest(List<CorpusProgram> entries) {}

    static List<CorpusProgram> read(Path corpus) throws IOException {
        return new ObjectMapper().readValue(corpus.resolve("manifest.json").toFile(), Manifest.class).entries();
    }

    /** Whether it is a whole program that is there to be measured. */
    boolean isMeasured() {
        return isBenchmark && "wasi-command".equals(kind);
    }

    /** What follows the runner on the command line. */
    List<String> arguments(Path corpus) {
        List<String> words = new ArrayList<>();
        if (dirs != null) {
            dirs.forEach(dir -> words.addAll(List.of("--dir", corpus.resolve(dir.host()) + "::" + dir.guest())));
        }
        if (env != null) {
            env.forEach((key, value) -> words.addAll(List.of("--env", key + "=" + value)));
        }
        words.addAll(words(corpus.resolve(file).toString()));
        return words;
    }

    /** What the program sees on its command line, under a name. */
    List<String> words(String itself) {
        List<String> words = new ArrayList<>(List.of(itself));
        if (args != null) {
            words.addAll(args);
        }
        return words;
    }

    /** What is wrong with a run of it, or null. */
    String problem(Path corpus, Children.Outcome outcome) throws IOException {
        if (outcome.isTimeout() || !Integer.toString(outcome.code()).equals(exit)) {
            return outcome.problem();
        }
        List<String> expected = lines(Files.readAllBytes(corpus.resolve(stdout)));
        return expected.equals(lines(outcome.output())) ? null : "its output is not what was recorded";
    }

    private List<String> lines(byte[] output) {
        // Byte for byte: not all output is UTF-8.
        List<String> lines = List.of(new String(output, StandardCharsets.ISO_8859_1).split("\n", -1));
        if (ignoreLines == null) {
            return lines;
        }
        Pattern ignored = Pattern.compile(ignoreLines);
        return lines.stream().filter(line -> !ignored.matcher(line).find()).toList();
    }
}
