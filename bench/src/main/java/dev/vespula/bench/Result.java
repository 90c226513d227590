package dev.vespula.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What one engine did in one case; a line of JSON between the processes.
 *
 * @param name the case
 * @param timing the times, or null if the case failed
 * @param preparation milliseconds for decoding, instantiating and setting up, before the first call; null if unknown
 * @param problem what went wrong (a wrong check value, an exception), or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Result(String name, Timing timing, Double preparation, String problem) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Result timed(String name, Timing timing, Double preparation) {
        return new Result(name, timing, preparation, null);
    }

    static Result failed(String name, String problem) {
        return new Result(name, null, null, problem);
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Result fromJson(String line) {
        try {
            return JSON.readValue(line, Result.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a result: " + line, e);
        }
    }
}
