package dev.vespula.internal.runtime;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A continuation that the host resumes: with which tags it may suspend to the host, and what it has suspended with. */
public final class HostResumption {
    /** What is resumed. */
    public final ContinuationInstance continuation;
    /** What goes into the window and comes out of it. */
    public final Signature signature;
    private final List<TagInstance> tags;
    private Suspended suspended;

    /**
     * What the continuation has suspended with.
     *
     * @param tag  the tag
     * @param cells the numbers of its values, by slot
     * @param refs  their references; null if there are none
     * @param rest what goes on
     */
    public record Suspended(TagInstance tag, long[] cells, Object[] refs, ContinuationInstance rest) {}

    /** {@code continuation} was not used. */
    public HostResumption(ContinuationInstance continuation, Collection<TagInstance> tags) {
        this.continuation = continuation;
        this.signature = continuation.store.engine.signature(continuation.params(), continuation.results());
        this.tags = List.copyOf(tags);
    }

    /** Whether the host wants to know of suspensions with a tag. */
    public boolean handles(TagInstance tag) {
        return tags.contains(tag);
    }

    /** It has suspended with values that stand in slots. */
    public void suspend(TagInstance tag, HostFrame frame, int at, ContinuationInstance rest) {
        int slots = tag.signature.paramSlots;
        suspended = new Suspended(tag, Arrays.copyOfRange(frame.cells, at, at + slots),
                tag.signature.usesRefs ? Arrays.copyOfRange(frame.refs, at, at + slots) : null, rest);
    }

    /** What it has suspended with; null if it has ended. */
    public Suspended suspended() {
        return suspended;
    }
}
