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
    /** Which store it was; not the store, which an exception that is kept would keep. */
    private final int store;
    private final long storeMade;
    private final int nesting;
    private final long number = NOTES.incrementAndGet();

    /**
     * The functions of one activation.
     *
     * @param leftOut how many more there are
     */
    public LeftFrames(List<FramePlace> places, int leftOut, StoreState store) {
        this(places, leftOut, System.identityHashCode(store), store.made, store.depth());
    }

    private LeftFrames(List<FramePlace> places, int leftOut, int store, long storeMade, int nesting) {
        this.places = places;
        this.leftOut = leftOut;
        this.store = store;
        this.storeMade = storeMade;
        this.nesting = nesting;
    }

    /** How much has been noted until now. */
    static long now() {
        return NOTES.get();
    }

    /**
     * Whether this activation lies around the one in which the same exception was noted last. Of one store it does if that was
     * nested deeper. Another store had to be there when that was noted; that two such stores have nothing to do with one another is not
     * seen.
     */
    private boolean continues(LeftFrames before) {
        return store == before.store ? before.nesting > nesting : before.number > storeMade;
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
        return new LeftFrames(List.copyOf(all), before.leftOut + leftOut + dropped, store, storeMade, nesting);
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
