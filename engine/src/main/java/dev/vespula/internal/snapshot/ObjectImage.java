package dev.vespula.internal.snapshot;

/** Something a reference refers to. */
public sealed interface ObjectImage {
    /** A function that an instance defines. */
    record Defined(int instance, int index) implements ObjectImage {
    }

    /** A function of the host that an instance imports: found again by the name of the import. */
    record Imported(int instance, int index) implements ObjectImage {
    }

    /** An exception: its tag and its values as slots. */
    record Thrown(int tag, long[] cells, int[] refs) implements ObjectImage {
    }

    /** Another function of the host, as the embedder wrote it. */
    record HostFunction(byte[] data) implements ObjectImage {
    }

    /** An object of the host, as the embedder wrote it. */
    record HostObject(byte[] data) implements ObjectImage {
    }
}
