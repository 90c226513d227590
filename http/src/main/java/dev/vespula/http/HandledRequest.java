package dev.vespula.http;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What there is to know of a request that has ended.
 *
 * @param method as the client sent it, which may be anything
 * @param status of the answer; 0 if there was none, because the client had gone
 * @param outcome how it ended
 * @param duration from its beginning until component and answer were done
 * @param fuel what the component has used; empty if there is no limit, or the component was stopped from outside
 * @param bytesIn bytes of the request's body that the component has taken
 * @param bytesOut bytes of the answer's body that the server has taken
 */
public record HandledRequest(String method, int status, Outcome outcome, Duration duration, OptionalLong fuel, long bytesIn,
        long bytesOut) {
    /** How a request ends. */
    public enum Outcome {
        /** The component has returned; the status is its own, or a 500 if it has not answered. */
        ANSWERED,
        /** No component has seen it: it contradicts itself, is too large, or there are too many. */
        REFUSED,
        /** The component trapped, ran out of fuel, or could not be made. */
        FAILED,
        /** Its time was up. */
        TIMED_OUT,
        /** The client has gone. */
        CANCELLED,
        /** The handler was closed. */
        CLOSED
    }
}
