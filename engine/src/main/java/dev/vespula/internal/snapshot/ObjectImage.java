package dev.vespula.internal.snapshot;

import dev.vespula.internal.snapshot.StoreImage.FrameImage;
import dev.vespula.internal.snapshot.StoreImage.Site;
import java.util.List;

/** Something a reference refers to. */
public sealed interface ObjectImage {
    /** A function that an instance defines. */
    record Defined(Site site) implements ObjectImage {}

    /** A function of the host that an instance imports: found again by the name of the import. */
    record Imported(Site site) implements ObjectImage {}

    /** An exception: its tag and its values as slots. */
    record Thrown(int tag, long[] cells, int[] refs) implements ObjectImage {}

    /** An integer as a reference. */
    record Integer31(int value) implements ObjectImage {}

    /**
     * A struct.
     *
     * @param type  where its type is declared
     * @param cells its numbers in the order of the fields, a v128 as two
     * @param refs  its references in the order of the fields, then its descriptor if it has one
     */
    record Struct(TypeSite type, long[] cells, int[] refs) implements ObjectImage {}

    /**
     * An array.
     *
     * @param type  where its type is declared
     * @param bytes its elements if they are numbers, little-endian
     * @param refs  its elements if they are references
     */
    record Array(TypeSite type, byte[] bytes, int[] refs) implements ObjectImage {}

    /** A continuation that was used. */
    record Consumed() implements ObjectImage {}

    /**
     * A continuation that has not begun.
     *
     * @param function the function that it calls
     * @param cells    the numbers of its first arguments
     * @param refs     their references; empty if they have none
     */
    record Fresh(int function, long[] cells, int[] refs) implements ObjectImage {}

    /**
     * A continuation that waits.
     *
     * @param frames its calls, outermost first
     * @param cells  their numbers, then those of its first arguments
     * @param refs   the references in the same way; empty if there are none
     */
    record Suspended(List<FrameImage> frames, long[] cells, int[] refs) implements ObjectImage {}

    /** A type by its index in a module: canonical numbers of types differ between engines. */
    record TypeSite(int module, int index) {}

    /** A string. */
    record Text(String value) implements ObjectImage {}

    /** Another function of the host, as the embedder wrote it. */
    record HostFunction(byte[] data) implements ObjectImage {}

    /** An object of the host, as the embedder wrote it. */
    record HostObject(byte[] data) implements ObjectImage {}
}
