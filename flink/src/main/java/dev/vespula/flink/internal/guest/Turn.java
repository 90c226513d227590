package dev.vespula.flink.internal.guest;

/**
 * What a guest has to do with while an event or a timer is its: what it may ask, and where its outputs go. Made once for an operator, of
 * Flink's context for each event.
 */
public interface Turn {
    /** An event. */
    int EVENT = 0;
    /** A timer of event time. */
    int EVENT_TIMER = 1;
    /** A timer of processing time. */
    int PROCESSING_TIMER = 2;
    /** What {@link #time} is of events that have none. */
    long NO_TIME = Long.MIN_VALUE;

    /** What woke the guest. */
    int kind();

    /** The timestamp of the event, or the time for which the timer was set. */
    long time();

    /** The present watermark. */
    long watermark();

    /** The bytes of the event; empty for numbers and timers. */
    byte[] bytes();

    /** Sets a timer of a kind. */
    void setTimer(int kind, long time);

    /** Takes a timer back. */
    void deleteTimer(int kind, long time);

    /** An output that is an {@code i64}. */
    void emit(long value);

    /** An output that is an {@code f64}. */
    void emit(double value);

    /** An output that is bytes. */
    void emit(byte[] value);

    /** Bytes for a side output. */
    void emitTo(int output, byte[] value);
}
