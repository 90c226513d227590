package dev.vespula.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The runs of one piece of work in one process, from the very first on, in milliseconds; a line of JSON between the processes,
 * which those of node write too. A run's time is the CPU time of the thread that works. That of the whole process counts its
 * JIT compilers and collectors, and the start of the JVM.
 *
 * @param starts when each run began on the wall clock, counted from the first one
 * @param thread CPU time of the calling thread in each run
 * @param before CPU time of the whole process when the first run began
 * @param process CPU time of the whole process at the end of each run
 * @param problem what went wrong, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Runs(double[] starts, double[] thread, double before, double[] process, String problem) {
    /** The run that shows how it is soon after the beginning. */
    static final int TENTH = 10;

    private static final ObjectMapper JSON = new ObjectMapper();

    static Runs failed(String problem) {
        return new Runs(new double[0], new double[0], 0, new double[0], problem);
    }

    /** The first run. */
    double first() {
        return thread[0];
    }

    /** The tenth run, if there were as many. */
    OptionalDouble tenth() {
        return thread.length < TENTH ? OptionalDouble.empty() : OptionalDouble.of(thread[TENTH - 1]);
    }

    /** The median of the runs of the last third of the time. */
    double steady() {
        double[] last = Arrays.copyOfRange(thread, lastThird(), thread.length);
        Arrays.sort(last);
        int middle = last.length / 2;
        return last.length % 2 == 1 ? last[middle] : (last[middle - 1] + last[middle]) / 2;
    }

    /** What the whole process needs for the first run, without what was before it. */
    double firstProcess() {
        return process[0] - before;
    }

    /** What the whole process needs for one run in the last third of the time. */
    double steadyProcess() {
        int first = lastThird();
        double start = first == 0 ? before : process[first - 1];
        return (process[process.length - 1] - start) / (process.length - first);
    }

    /** The first run that began in the last third of the time; the last one if none did. */
    private int lastThird() {
        int last = starts.length - 1;
        int index = 0;
        while (index < last && starts[index] < starts[last] * 2 / 3) {
            index++;
        }
        return index;
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Runs fromJson(String line) {
        try {
            return JSON.readValue(line, Runs.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a list of runs: " + line, e);
        }
    }
}
