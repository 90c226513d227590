package dev.vespula.internal.runtime;

import dev.vespula.WasmFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The Wasm functions that something thrown has left on its way out of activations, innermost first. One exception may be thrown any
 * number of times, so it must be told whether what is noted of it belongs to the same flight: see {@link #continues}. Immutable.
 */
public final class LeftFrames {
    /** More frames are only counted: activations nest as deep as the Java stack allows. */
    private static final int MOST = 1024;
    private static final AtomicLong NOTES = new AtomicLong();

    private final List<FramePlace> places;
    private final int leftOut;
    /** The stores that were left in this flight, each once, the last one last. */
    private final List<Departure> departures;
    private final long storeMade;
    private final long number = NOTES.incrementAndGet();

    /**
     * The functions of one activation.
     *
     * @param leftOut how many more there are
     */
    public LeftFrames(List<FramePlace> places, int leftOut, StoreState store) {
        this(places, leftOut, List.of(new Departure(System.identityHashCode(store), store.depth())), store.made);
    }

    private LeftFrames(List<FramePlace> places, int leftOut, List<Departure> departures, long storeMade) {
        this.places = places;
        this.leftOut = leftOut;
        this.departures = departures;
        this.storeMade = storeMade;
    }

    /**
     * An activation that was left.
     *
     * @param store   which store it was; not the store, which an exception that is kept would keep
     * @param nesting how deep it was nested there
     */
    private record Departure(int store, int nesting) {}

    private Departure last() {
        return departures.get(departures.size() - 1);
    }

    /** How much has been noted until now. */
    static long now() {
        return NOTES.get();
    }

    /**
     * Whether this activation lies around the one in which the same exception was noted last. Of a store that was left in that flight
     * before it does if that was nested deeper: the same depth is not left twice. Another store had to be there when that was noted;
     * that two such stores have nothing to do with one another is not seen.
     */
    private boolean continues(LeftFrames before) {
        for (Departure known : before.departures) {
            if (known.store == last().store) {
                return known.nesting > last().nesting;
            }
        }
        return before.number > storeMade && before.departures.size() < MOST;
    }

    /**
     * What is to be noted in place of what was noted before.
     *
     * @param before null for nothing
     */
    public LeftFrames after(LeftFrames before) {
        if (before == null || !continues(before)) {
            return this;
        }
        List<FramePlace> all = new ArrayList<>(before.places);
        int room = Math.max(0, MOST - all.size());
        all.addAll(places.subList(0, Math.min(room, places.size())));
        int dropped = before.places.size() + places.size() - all.size();
        List<Departure> left = new ArrayList<>(before.departures);
        left.removeIf(known -> known.store == last().store);
        left.add(last());
        return new LeftFrames(List.copyOf(all), before.leftOut + leftOut + dropped, List.copyOf(left), storeMade);
    }

    /** The frames. */
    public List<WasmFrame> frames() {
        return places.stream().map(FramePlace::frame).toList();
    }

    /** The frames as those of Java. */
    public StackTraceElement[] elements() {
        StackTraceElement[] elements = new StackTraceElement[places.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = places.get(i).element();
        }
        return elements;
    }

    /** How many more there are. */
    public int leftOut() {
        return leftOut;
    }
}
