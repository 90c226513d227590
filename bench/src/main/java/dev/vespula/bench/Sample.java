package dev.vespula.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A value that a process measured; a line of JSON between the processes.
 *
 * @param name the case
 * @param unit what the value counts
 * @param value the value; 0 if the case failed
 * @param problem what went wrong, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Sample(String name, String unit, double value, String problem) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Prints a value for the parent process. */
    static void print(String name, String unit, double value) {
        print(new Sample(name, unit, value, null));
    }

    /** Tells the parent process that a case failed. */
    static void printFailed(String name, String unit, String problem) {
        print(new Sample(name, unit, 0, problem));
    }

    private static void print(Sample sample) {
        try {
            System.out.println(JSON.writeValueAsString(sample));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Sample fromJson(String line) {
        try {
            return JSON.readValue(line, Sample.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a sample: " + line, e);
        }
    }
}
