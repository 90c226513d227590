package dev.vespula.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * A case of {@code cases.json} that measures execution.
 *
 * @param name the case's name
 * @param file the module, beside {@code cases.json}
 * @param protocol "run" (call {@code run(arg)}) or "setup" (call {@code d = setup(..)} once, then {@code run(d)})
 * @param arg the argument of protocol "run"
 * @param setup the argument of {@code setup}, or null for none
 * @param input a file to hand to the program: {@code setup} gets its length, {@code input_ptr(d)} its place
 * @param check the export that gives the value to compare after the runs, or null to compare {@code run}'s result
 * @param expected the value to compare, or null if the case has none
 * @param referenceMs milliseconds per call of native engines
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExecutionCase(
        String name,
        String file,
        String protocol,
        Long arg,
        Long setup,
        String input,
        String check,
        String expected,
        @JsonProperty("reference_ms") Map<String, Double> referenceMs) {

    /** Whether {@code actual} is the expected value; true where the case has none. */
    public boolean accepts(Object actual) {
        if (expected == null) {
            return true;
        }
        if (actual instanceof Number number) {
            return number instanceof Double || number instanceof Float
                    ? Double.compare(number.doubleValue(), Double.parseDouble(expected)) == 0
                    : number.toString().equals(expected);
        }
        return false;
    }

    /** About how long it takes Wasmi, in milliseconds; 0 if that was not recorded. */
    double nativeMs() {
        return referenceMs.getOrDefault("wasmi", 0d);
    }
}
